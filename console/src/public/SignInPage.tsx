import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { signInWithPassword, signInWithToken } from '../api/access';
import { ProblemError } from '../api/client';
import { addressIn, currentRealm } from '../api/realm';
import { ElsewhereError, offersPasskeys, signInWithPasskey } from '../api/passkey';
import { SignOnButtons } from '../federation/SignOnButtons';
import { useWords } from '../i18n';
import { PasswordField } from '../ui/PasswordField';

/** Sign-in of people by e-mail and password, and of the operator by the emergency token. */
export function SignInPage() {
  const t = useWords();
  const { then, ended, with: provider } = useSearch({ from: '/shop/sign-in' });
  const router = useRouter();
  const navigate = useNavigate();
  const [byToken, setByToken] = useState(false);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [token, setToken] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [host, setHost] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function attempt(signIn: () => Promise<string | null>) {
    setBusy(true);
    setProblem(null);
    setHost(null);
    try {
      const refused = await signIn();
      if (refused) {
        setProblem(refused);
        return;
      }
      await router.invalidate();
      if (then) {
        router.history.push(addressIn(currentRealm(), then));
      } else {
        await navigate({ to: '/choose' });
      }
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.code : 'AWAY');
      setHost(error instanceof ElsewhereError ? error.host : null);
    } finally {
      setBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void attempt(async () => {
      if (byToken) {
        return (await signInWithToken(token.trim())) ? null : 'TOKEN_WRONG';
      }
      return signInWithPassword(email.trim(), password);
    });
  }

  return (
    <section className="card sign-in">
      <h1>{t('signIn.title')}</h1>
      {ended ? (
        <p className="notice info" role="status">
          <strong>{t('trouble.signedOut.title')}</strong> {t('trouble.signedOut.text')}
        </p>
      ) : null}
      <form onSubmit={submit} className="stack">
        {byToken ? (
          <PasswordField label={t('signIn.token')} hint={t('signIn.tokenHint')} value={token} onChange={setToken} autoComplete="off" />
        ) : (
          <>
            <label className="stacked">
              {t('signIn.email')}
              <input
                className="field"
                type="email"
                autoComplete="username"
                required
                value={email}
                onChange={(event) => setEmail(event.target.value)}
              />
            </label>
            <PasswordField
              label={t('signIn.password')}
              value={password}
              onChange={setPassword}
              autoComplete="current-password"
            />
          </>
        )}
        {problem ? (
          <p className="notice bad" role="alert">
            {t(`code.${problem}`, { defaultValue: t('signIn.failed') })}{' '}
            {host ? <a href={elsewhere(host)}>{host}</a> : null}
          </p>
        ) : null}
        <button type="submit" className="button primary large" disabled={busy}>
          {t('common.signIn')}
        </button>
      </form>
      {byToken ? null : <SignOnButtons email={email.trim()} provider={provider} then={then ?? ''} />}
      {!byToken && offersPasskeys() ? (
        <>
          <p className="or">
            <span>{t('signIn.or')}</span>
          </p>
          <button
            type="button"
            className="button large block"
            disabled={busy}
            onClick={() => void attempt(() => signInWithPasskey().then(() => null))}
          >
            {t('signIn.passkey')}
          </button>
        </>
      ) : null}
      <p className="quiet-action">
        <button type="button" className="link" onClick={() => setByToken(!byToken)}>
          {byToken ? t('signIn.byPassword') : t('signIn.byToken')}
        </button>
      </p>
    </section>
  );
}

/** This page at another host. */
function elsewhere(host: string): string {
  const there = new URL(window.location.href);
  there.hostname = host;
  return there.href;
}
