import { Link, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { begin, lookWho, signedIn, type SessionBody } from '../api/access';
import { api, ProblemError, read } from '../api/client';
import { addressIn, currentRealm } from '../api/realm';
import { useWords } from '../i18n';
import { Waiting } from '../ui/Shown';
import { thenOf } from './calls';

/** Where browsers come back to from an identity provider: what they brought is handed over, once. */
export function ReturnPage() {
  const t = useWords();
  const { provider } = useParams({ from: '/shop/sign-on/$provider' });
  const router = useRouter();
  const navigate = useNavigate();
  const handed = useRef(false);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const [kept, setKept] = useState<string | null>(null);

  async function goOn() {
    const then = thenOf();
    await lookWho();
    await router.invalidate();
    if (then) {
      router.history.push(addressIn(currentRealm(), then));
    } else {
      await navigate({ to: '/choose' });
    }
  }

  async function hand() {
    const brought = new URLSearchParams(window.location.search);
    // Neither the code nor the state stays in the history.
    window.history.replaceState(window.history.state, '', window.location.pathname);
    const part = (name: string) => brought.get(name) ?? undefined;
    try {
      const done = await read(
        api.POST('/v1/sign-on/{provider}/complete', {
          params: { path: { provider } },
          body: {
            state: part('state') ?? '?',
            ...(part('code') ? { code: part('code') as string } : {}),
            ...(part('error') ? { error: part('error') as string } : {}),
            ...(part('iss') ? { iss: part('iss') as string } : {}),
          },
        }),
      );
      begin(done.session as SessionBody);
      if (done.roles_kept) {
        setKept(done.roles_kept);
      } else {
        await goOn();
      }
    } catch (error) {
      setProblem(error instanceof ProblemError ? error : new ProblemError(0, 'AWAY', ''));
    }
  }

  useEffect(() => {
    if (!handed.current) {
      handed.current = true;
      void hand();
    }
  });

  if (kept) {
    return (
      <section className="card narrow-card">
        <h1>{t('signOn.keptTitle')}</h1>
        <p className="notice warn" role="status">
          {t(`signOn.kept.${kept}`)}
        </p>
        <p className="actions">
          <button type="button" className="button primary" onClick={() => void goOn()}>
            {t('link.go')}
          </button>
        </p>
      </section>
    );
  }
  if (problem) {
    return (
      <section className="card narrow-card">
        <h1>{t('signOn.failed')}</h1>
        <p className="notice bad" role="alert">
          {t(`code.${problem.code}`, { defaultValue: t('signIn.failed') })}
        </p>
        <p className="actions">
          {signedIn() ? (
            // Who was about to link an identity, or to prove that it is still them, is where they were.
            <button type="button" className="button primary" onClick={() => void goOn()}>
              {t('signOn.back')}
            </button>
          ) : (
            <Link to="/sign-in" className="button primary">
              {t('signOn.again')}
            </Link>
          )}
        </p>
      </section>
    );
  }
  return <Waiting />;
}
