import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useRouterState } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { begin, sessionToken } from '../api/access';
import { api, read } from '../api/client';
import { useLanguage, useWords } from '../i18n';
import { exceptWeak, PasswordField } from '../ui/PasswordField';
import { Refused, Trouble, Waiting } from '../ui/Shown';

/** The target of single-use links: the first administrator, an invitation, a new password. */
export function LinkPage() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [token] = useState(() => window.location.hash.slice(1));
  if (path.startsWith('/accept-invitation')) {
    return <Invited token={token} />;
  }
  if (path.startsWith('/prove-address')) {
    return <Address token={token} />;
  }
  return path.startsWith('/set-up') ? <Entry kind="setUp" token={token} /> : <Entry kind="reset" token={token} />;
}

function Invited({ token }: { token: string }) {
  const t = useWords();
  const seen = useQuery({
    // Sent in a body, so that the token is in no address; the request changes nothing.
    queryKey: ['invitation', token],
    queryFn: () => read(api.POST('/v1/invitations/look', { body: { token } })),
    retry: false,
  });
  if (seen.error) {
    return <Trouble error={seen.error} />;
  }
  if (!seen.data) {
    return <Waiting />;
  }
  return (
    <Entry
      kind="invitation"
      token={token}
      lead={t('link.invitationLead', {
        by: seen.data.invited_by,
        name: seen.data.organization?.name ?? t('link.vendor'),
      })}
      email={seen.data.email}
    />
  );
}

/** Nothing is proven by opening the page alone: programs that check mail open links, too. */
function Address({ token }: { token: string }) {
  const t = useWords();
  const prove = useMutation({ mutationFn: () => read(api.POST('/v1/email-proofs/complete', { body: { token } })) });
  if (!sessionToken()) {
    // Only the person proves their address. The way back is the mail, so that the token is in no address.
    return (
      <section className="card narrow-card">
        <h1>{t('link.address')}</h1>
        <p className="lead">{t('link.addressSignIn')}</p>
        <Link to="/sign-in" className="button primary large">
          {t('common.signIn')}
        </Link>
      </section>
    );
  }
  return (
    <section className="card narrow-card">
      <h1>{t('link.address')}</h1>
      {prove.data ? (
        <p className="notice good" role="status">
          {t('link.proven', { email: prove.data.email })}
        </p>
      ) : (
        <p className="lead">{t('link.addressLead')}</p>
      )}
      <Refused error={prove.error} />
      {prove.data ? null : (
        <button type="button" className="button primary large" disabled={prove.isPending} onClick={() => prove.mutate()}>
          {t('link.go')}
        </button>
      )}
    </section>
  );
}

function Entry({
  kind,
  token,
  lead,
  email: invited,
}: {
  kind: 'setUp' | 'invitation' | 'reset';
  token: string;
  lead?: string;
  email?: string;
}) {
  const t = useWords();
  const locale = useLanguage();
  const router = useRouter();
  const navigate = useNavigate();
  const [email, setEmail] = useState(invited ?? '');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  // Only the person can tell: the page tells nobody who opens the link whether the address is known here.
  const [known, setKnown] = useState(false);
  const go = useMutation({
    mutationFn: () => {
      if (kind === 'setUp') {
        return read(api.POST('/v1/set-up', { body: { token, email: email.trim(), name: name.trim(), password, locale } }));
      }
      return kind === 'invitation'
        ? read(
            api.POST('/v1/invitations/accept', {
              body: { token, password, locale, ...(known ? {} : { name: name.trim() }) },
            }),
          )
        : read(api.POST('/v1/password-resets/complete', { body: { token, password } }));
    },
    onSuccess: async (session) => {
      begin(session);
      await router.invalidate();
      await navigate({ to: '/choose' });
    },
  });
  return (
    <section className="card narrow-card">
      <h1>{t(`link.${kind}`)}</h1>
      <p className="lead">{lead ?? (kind === 'setUp' ? t('link.setUpLead') : '')}</p>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          go.mutate();
        }}
      >
        {kind === 'reset' ? null : (
          <label className="stacked">
            {t('signIn.email')}
            <input
              className="field"
              type="email"
              autoComplete="username"
              required
              readOnly={invited !== undefined}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </label>
        )}
        {kind === 'reset' || known ? null : (
          <label className="stacked">
            {t('link.name')}
            <input
              className="field"
              autoComplete="name"
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </label>
        )}
        <PasswordField
          label={known ? t('link.present') : t('link.newPassword')}
          value={password}
          onChange={setPassword}
          autoComplete={known ? 'current-password' : 'new-password'}
          error={go.error}
        />
        {kind === 'invitation' ? (
          <label className="tick">
            <input
              type="checkbox"
              checked={known}
              onChange={(event) => {
                setKnown(event.target.checked);
                go.reset();
              }}
            />
            {t('link.known')}
          </label>
        ) : null}
        <Refused error={exceptWeak(go.error)} />
        <button type="submit" className="button primary large" disabled={go.isPending}>
          {t('link.go')}
        </button>
      </form>
    </section>
  );
}
