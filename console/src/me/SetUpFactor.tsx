import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { signedIn } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useWords } from '../i18n';
import { PasswordField } from '../ui/PasswordField';
import { saveText } from '../ui/save';
import { Refused } from '../ui/Shown';

type Begun = Schemas['SecondFactorBegun'];

const GROUP_CHARACTERS = 4;

/** Sets up an authenticator app: its key, its first code, the recovery codes. */
export function SetUpFactor({ start, onDone }: { start: string; onDone: () => void }) {
  const [codes, setCodes] = useState<string[] | null>(null);
  const begin = useMutation({ mutationFn: () => read(api.POST('/v1/second-factor', { body: {} })) });
  if (codes) {
    return <RecoveryCodes codes={codes} onKept={onDone} />;
  }
  if (begin.data) {
    return <FirstCode begun={begin.data} onCodes={setCodes} />;
  }
  return (
    <>
      <Refused error={begin.error} />
      <p className="actions">
        <button type="button" className="button primary" disabled={begin.isPending} onClick={() => begin.mutate()}>
          {start}
        </button>
      </p>
    </>
  );
}

function FirstCode({ begun, onCodes }: { begun: Begun; onCodes: (codes: string[]) => void }) {
  const t = useWords();
  const [code, setCode] = useState('');
  const complete = useMutation({
    mutationFn: () => read(api.POST('/v1/second-factor/complete', { body: { code: code.trim() } })),
    onSuccess: (data) => onCodes(data.recovery_codes),
  });
  return (
    <form
      className="stack begun"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        complete.mutate();
      }}
    >
      <p>{t('factor.scan')}</p>
      <svg className="qr" role="img" aria-label={t('factor.picture')} viewBox={`0 0 ${begun.qr.size} ${begun.qr.size}`}>
        <path d={begun.qr.path} />
      </svg>
      <p>
        {t('factor.type')} <code className="secret">{grouped(begun.secret)}</code>
      </p>
      <CodeField label={t('factor.first')} value={code} onChange={setCode} focused />
      <Refused error={complete.error} />
      <p className="actions">
        <button type="submit" className="button primary" disabled={complete.isPending}>
          {t('factor.finish')}
        </button>
      </p>
    </form>
  );
}

export function CodeField({
  label,
  value,
  onChange,
  focused = false,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Whether it is what the page waits for. */
  focused?: boolean;
}) {
  return (
    <label className="stacked">
      {label}
      <input
        className="field code-field"
        autoFocus={focused}
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={20}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

/** Shown once: whoever leaves without keeping them makes new ones. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone.
  useEffect(() => title.current?.focus(), []);
  return (
    <section className="stack" aria-labelledby="recovery-codes">
      <h3 id="recovery-codes" ref={title} tabIndex={-1}>{t('factor.codesTitle')}</h3>
      <p>{t('factor.codesText')}</p>
      <ul className="plain recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="actions">
        <button type="button" className="button" onClick={() => saveText('scrip-recovery-codes', 'txt', `${codes.join('\n')}\n`)}>
          {t('factor.save')}
        </button>
        <button type="button" className="button primary" onClick={onKept}>
          {t('factor.kept')}
        </button>
      </p>
    </section>
  );
}

/** Lets the second factor work again that stopped when the password was reset. */
export function ConfirmFactor({ onDone }: { onDone: () => void }) {
  const t = useWords();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () => read(api.POST('/v1/second-factor/confirm', { body: { password, code: code.trim() } })),
    onSuccess: onDone,
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p className="notice warn">{t('factor.stoppedText')}</p>
      <PasswordField
        label={t('factor.password')}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        of={signedIn()?.email}
      />
      <CodeField label={t('factor.code')} value={code} onChange={setCode} />
      <Refused error={confirm.error} />
      <p className="actions">
        <button type="submit" className="button" disabled={confirm.isPending}>
          {t('factor.confirm')}
        </button>
      </p>
    </form>
  );
}

function grouped(secret: string): string {
  return secret.replace(new RegExp(`.{${GROUP_CHARACTERS}}(?=.)`, 'g'), '$& ');
}
