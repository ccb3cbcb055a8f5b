import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { begin, lookWho, signedIn, type SessionBody } from '../api/access';
import { api, read } from '../api/client';
import { addPasskey, offersPasskeys, proveWithPasskey } from '../api/passkey';
import { addressIn, currentRealm } from '../api/realm';
import { useWords } from '../i18n';
import { CodeField, ConfirmFactor, SetUpFactor } from '../me/SetUpFactor';
import { Refused, Shown } from '../ui/Shown';
import { SignOut } from '../ui/SignOut';

/** After the password: the second factor is given here, or set up. Nothing else can be done before. */
export function SecondFactorPage() {
  const router = useRouter();
  const navigate = useNavigate();
  const { then } = useSearch({ from: '/shop/second-factor' });
  // While the recovery codes are shown the session lacks nothing any more.
  const [setsUp] = useState(signedIn()?.secondFactor === 'TO_SET_UP');
  async function goOn() {
    await lookWho();
    await router.invalidate();
    if (then) {
      router.history.push(addressIn(currentRealm(), then));
    } else {
      await navigate({ to: '/choose' });
    }
  }
  return (
    <section className="card narrow-card">
      {setsUp ? <ToSetUp onDone={() => void goOn()} /> : <ToGive onDone={() => void goOn()} />}
      <p className="quiet-action">
        <SignOut to="/sign-in" className="link" />
      </p>
    </section>
  );
}

function ToGive({ onDone }: { onDone: () => void }) {
  const t = useWords();
  const standing = useQuery({ queryKey: ['second-factor'], queryFn: () => read(api.GET('/v1/second-factor')) });
  const byPasskey = useMutation({ mutationFn: proveWithPasskey, onSuccess: onDone });
  return (
    <>
      <h1>{t('factor.title')}</h1>
      <Shown query={standing}>
        {(data) =>
          data.state === 'WORKING' ? <Code onDone={onDone} /> : <p className="lead">{t('factor.passkeyLead')}</p>
        }
      </Shown>
      {offersPasskeys() ? (
        <>
          {standing.data?.state === 'WORKING' ? (
            <p className="or">
              <span>{t('signIn.or')}</span>
            </p>
          ) : null}
          <Refused error={byPasskey.error} />
          <button type="button" className="button large block" disabled={byPasskey.isPending || byPasskey.isSuccess} onClick={() => byPasskey.mutate()}>
            {t('proof.passkey')}
          </button>
        </>
      ) : null}
      <p className="quiet apart">{t('factor.lost')}</p>
    </>
  );
}

function Code({ onDone }: { onDone: () => void }) {
  const t = useWords();
  const [recovers, setRecovers] = useState(false);
  const [code, setCode] = useState('');
  const give = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/session/second-factor', {
          body: recovers ? { recovery_code: code.trim() } : { code: code.trim() },
        }),
      ),
    onSuccess: (session) => {
      begin(session as SessionBody);
      onDone();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        give.mutate();
      }}
    >
      {recovers ? null : <p className="lead">{t('factor.lead')}</p>}
      {recovers ? (
        <label className="stacked">
          {t('factor.recovery')}
          <input
            className="field"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            maxLength={40}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <span className="quiet">{t('factor.recoveryHint')}</span>
        </label>
      ) : (
        <CodeField label={t('factor.code')} value={code} onChange={setCode} focused />
      )}
      <Refused error={give.error} />
      <button type="submit" className="button primary large" disabled={give.isPending || give.isSuccess}>
        {t('factor.give')}
      </button>
      <p>
        <button
          type="button"
          className="link"
          onClick={() => {
            setRecovers(!recovers);
            setCode('');
            give.reset();
          }}
        >
          {recovers ? t('factor.byCode') : t('factor.byRecovery')}
        </button>
      </p>
    </form>
  );
}

function ToSetUp({ onDone }: { onDone: () => void }) {
  const t = useWords();
  const standing = useQuery({ queryKey: ['second-factor'], queryFn: () => read(api.GET('/v1/second-factor')) });
  const [label, setLabel] = useState('');
  const add = useMutation({ mutationFn: () => addPasskey(label.trim()), onSuccess: onDone });
  return (
    <>
      <h1>{t('factor.neededTitle')}</h1>
      <p className="lead">{t('factor.neededLead')}</p>
      {standing.data?.state === 'STOPPED' ? <ConfirmFactor onDone={onDone} /> : null}
      <SetUpFactor start={t('factor.start')} onDone={onDone} />
      {offersPasskeys() ? (
        <form
          className="stack"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <p className="or">
            <span>{t('signIn.or')}</span>
          </p>
          <p className="quiet">{t('factor.passkeyInstead')}</p>
          <label className="stacked">
            {t('factor.passkeyName')}
            <input className="field" required maxLength={100} value={label} onChange={(event) => setLabel(event.target.value)} />
          </label>
          <Refused error={add.error} />
          <p className="actions">
            <button type="submit" className="button" disabled={add.isPending}>
              {t('factor.passkeyAdd')}
            </button>
          </p>
        </form>
      ) : null}
    </>
  );
}
