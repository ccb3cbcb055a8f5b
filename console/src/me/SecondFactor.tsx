import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { lookWho } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useWords } from '../i18n';
import { Ask } from '../ui/Dialog';
import { When } from '../ui/format';
import { Shown } from '../ui/Shown';
import { Tag } from '../ui/Tag';
import { ME, ownZone } from './data';
import { ConfirmFactor, RecoveryCodes, SetUpFactor } from './SetUpFactor';

const KEY = [...ME, 'second-factor'];

/** A person's second factor: set up, renewed, removed. */
export function SecondFactor() {
  const t = useWords();
  const queries = useQueryClient();
  const standing = useQuery({ queryKey: KEY, queryFn: () => read(api.GET('/v1/second-factor')) });
  const [setUps, setSetUps] = useState(0);
  const done = () => {
    setSetUps(setUps + 1);
    void lookWho().then(() => queries.invalidateQueries({ queryKey: KEY }));
  };
  return (
    <section className="card" aria-labelledby="second-factor">
      <h2 id="second-factor">{t('factor.section')}</h2>
      <p className="quiet">{t('factor.sectionText')}</p>
      <Shown query={standing}>
        {(data) => (
          <>
            <Standing standing={data} />
            {data.state === 'STOPPED' ? <ConfirmFactor onDone={done} /> : null}
            <SetUpFactor key={setUps} start={data.state === 'NONE' ? t('factor.start') : t('factor.another')} onDone={done} />
            {data.state === 'NONE' ? null : <Change standing={data} onDone={done} />}
          </>
        )}
      </Shown>
    </section>
  );
}

function Standing({ standing }: { standing: Schemas['SecondFactor'] }) {
  const t = useWords();
  return (
    <p>
      {standing.state === 'NONE' ? t('factor.off') : null}
      {standing.state === 'STOPPED' ? <Tag tone="warn">{t('factor.stopped')}</Tag> : null}
      {standing.state === 'WORKING' && standing.created_at ? (
        <>
          {t('factor.on')} <When at={standing.created_at} zone={ownZone()} />
          {' · '}
          {t('factor.left', { count: standing.recovery_codes_left })}
          {' · '}
        </>
      ) : null}
      {standing.demanded ? <span className="quiet"> {t('factor.demanded')}</span> : null}
    </p>
  );
}

function Change({ standing, onDone }: { standing: Schemas['SecondFactor']; onDone: () => void }) {
  const t = useWords();
  const renew = useMutation({ mutationFn: () => read(api.POST('/v1/second-factor/recovery-codes', { body: {} })) });
  if (renew.data) {
    return (
      <RecoveryCodes
        codes={renew.data.recovery_codes}
        onKept={() => {
          renew.reset();
          onDone();
        }}
      />
    );
  }
  return (
    <div className="actions">
      {standing.state === 'WORKING' ? (
        <Ask label={t('factor.renew')} title={t('factor.renewTitle')} tone="primary" small mutation={renew} onYes={() => renew.mutateAsync()}>
          <p>{t('factor.renewText')}</p>
        </Ask>
      ) : null}
      <Remove />
    </div>
  );
}

function Remove() {
  const t = useWords();
  const router = useRouter();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => read(api.DELETE('/v1/second-factor')),
    onSuccess: async (data) => {
      queries.setQueryData(KEY, data);
      // Whoever needs one is led to set up another at once.
      await lookWho();
      await router.invalidate();
    },
  });
  return (
    <Ask
      label={t('factor.remove')}
      name={t('factor.removeName')}
      title={t('factor.removeTitle')}
      mutation={remove}
      onYes={() => remove.mutateAsync()}
    >
      <p>{t('factor.removeText')}</p>
    </Ask>
  );
}
