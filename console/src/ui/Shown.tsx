import type { UseQueryResult } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AWAY, ProblemError } from '../api/client';
import { useWords } from '../i18n';

/** The result of a query, or why there is none: loading, no permission, not found, server away. */
export function Shown<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) {
    return <>{children(query.data)}</>;
  }
  if (query.error) {
    return <Trouble error={query.error} again={() => void query.refetch()} />;
  }
  return <Waiting />;
}

export function Waiting() {
  const t = useWords();
  return (
    <div className="waiting" role="status">
      <span className="visually-hidden">{t('state.waiting')}</span>
      <div className="bone wide" />
      <div className="bone" />
      <div className="bone narrow" />
    </div>
  );
}

const FORBIDDEN = 403;

type Kind = 'away' | 'signedOut' | 'forbidden' | 'unknown' | 'failed';

function kindOf(error: Error): Kind {
  if (!(error instanceof ProblemError)) {
    return 'failed';
  }
  if (error.code === AWAY || error.status === 503) {
    return 'away';
  }
  if (error.status === 401) {
    return 'signedOut';
  }
  if (error.status === FORBIDDEN) {
    return 'forbidden';
  }
  return error.status === 404 ? 'unknown' : 'failed';
}

/** The page of something that the role does not include. */
export function Forbidden() {
  return <Trouble error={new ProblemError(FORBIDDEN, 'FORBIDDEN', '')} />;
}

export function Trouble({ error, again }: { error: Error; again?: () => void }) {
  const t = useWords();
  const here = useRouterState({ select: (state) => state.location.href });
  const kind = kindOf(error);
  return (
    <section className="trouble" role="alert">
      <h2>{t(`trouble.${kind}.title`)}</h2>
      <p>{t(`trouble.${kind}.text`)}</p>
      {kind === 'failed' && error.message ? <p className="quiet">{error.message}</p> : null}
      <p>
        {kind === 'signedOut' ? (
          <Link to="/sign-in" search={{ then: here }} className="button">
            {t('common.signIn')}
          </Link>
        ) : null}
        {again && kind !== 'signedOut' ? (
          <button type="button" className="button" onClick={again}>
            {t('common.again')}
          </button>
        ) : null}
      </p>
    </section>
  );
}

/** A refused action: what is wrong and what to do, in the words of the page. */
export function Refused({ error }: { error: Error | null | undefined }) {
  const t = useWords();
  if (!error) {
    return null;
  }
  const code = error instanceof ProblemError ? error.code : AWAY;
  const reason = error instanceof ProblemError ? error.problem?.reason : undefined;
  if (reason) {
    return (
      <div className="notice bad" role="alert">
        <strong>{t(`weakness.${reason}`)}</strong>
      </div>
    );
  }
  return (
    <div className="notice bad" role="alert">
      <strong>{t(`code.${code}`, { defaultValue: t('code.other') })}</strong>
      {error.message ? <p className="quiet">{error.message}</p> : null}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
