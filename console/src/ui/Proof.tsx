import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { signedIn } from '../api/access';
import { api, read } from '../api/client';
import { offersPasskeys, proveWithPasskey } from '../api/passkey';
import { askingWith } from '../api/proof';
import { ProofButtons } from '../federation/ProofButtons';
import { useWords } from '../i18n';
import { Dialog } from './Dialog';
import { PasswordField } from './PasswordField';
import { Refused } from './Shown';

/** Asks for the password or passkey again when the server wants it, above whatever is open. */
export function Proof() {
  const [open, setOpen] = useState(false);
  const answer = useRef<(given: boolean) => void>(() => undefined);
  useEffect(
    () =>
      askingWith(
        () =>
          new Promise((resolve) => {
            answer.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  const done = (given: boolean) => {
    setOpen(false);
    answer.current(given);
  };
  return open ? <Question onDone={done} /> : null;
}

function Question({ onDone }: { onDone: (given: boolean) => void }) {
  const t = useWords();
  const [password, setPassword] = useState('');
  const byPassword = useMutation({
    mutationFn: () => read(api.POST('/v1/session/proof', { body: { password } })),
    onSuccess: () => onDone(true),
  });
  const byPasskey = useMutation({ mutationFn: proveWithPasskey, onSuccess: () => onDone(true) });
  return (
    <Dialog title={t('proof.title')} onClose={() => onDone(false)}>
      <p>{t('proof.text')}</p>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          byPasskey.reset();
          byPassword.mutate();
        }}
      >
        <PasswordField
          label={t('signIn.password')}
          value={password}
          onChange={(typed) => {
            setPassword(typed);
            byPassword.reset();
          }}
          autoComplete="current-password"
          of={signedIn()?.email}
        />
        <Refused error={byPassword.error ?? byPasskey.error} />
        <p className="actions end">
          {offersPasskeys() ? (
            <button
              type="button"
              className="button"
              disabled={byPasskey.isPending}
              onClick={() => {
                byPassword.reset();
                byPasskey.mutate();
              }}
            >
              {t('proof.passkey')}
            </button>
          ) : null}
          <button type="submit" className="button primary" disabled={byPassword.isPending}>
            {t('link.go')}
          </button>
        </p>
      </form>
      <ProofButtons />
    </Dialog>
  );
}
