import { useEffect, useId, useRef, useState } from 'react';
import { ProblemError } from '../api/client';
import { useWords } from '../i18n';

interface Asked {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What password managers fill in: the password that works, a new one, or nothing. */
  autoComplete: 'current-password' | 'new-password' | 'off';
  /** The address of the person whose password it is, for password managers, where the form has no field for it. */
  of?: string | undefined;
  hint?: string;
  /** Why the server does not take it; anything else than a weak password is said by the form. */
  error?: Error | null;
  invalid?: boolean;
}

/** A secret that is typed. It can be shown, and is hidden again when it is sent. */
export function PasswordField({ label, value, onChange, autoComplete, of, hint, error, invalid = false }: Asked) {
  const t = useWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const form = field.current?.form;
    const hide = () => setShown(false);
    form?.addEventListener('submit', hide);
    return () => form?.removeEventListener('submit', hide);
  }, []);
  const weak = weaknessOf(error);
  const described = [hint ? `${id}-hint` : '', weak ? `${id}-weak` : ''].filter(Boolean).join(' ');
  return (
    <div className="stacked">
      {of === undefined ? null : <input type="email" autoComplete="username" value={of} readOnly hidden />}
      <label id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      <span className="password">
        <input
          ref={field}
          id={id}
          className="field"
          type={shown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
          aria-invalid={invalid || weak !== null}
          aria-describedby={described || undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
        <button
          type="button"
          className="link"
          aria-controls={id}
          aria-describedby={`${id}-label`}
          onClick={() => setShown(!shown)}
        >
          {shown ? t('secretField.hide') : t('secretField.show')}
        </button>
      </span>
      {hint ? (
        <span id={`${id}-hint`} className="quiet">
          {hint}
        </span>
      ) : null}
      {weak ? (
        <p id={`${id}-weak`} className="notice bad" role="alert">
          {t(`weakness.${weak}`)}
        </p>
      ) : null}
    </div>
  );
}

function weaknessOf(error: Error | null | undefined) {
  return error instanceof ProblemError ? (error.problem?.reason ?? null) : null;
}

/** What is left for the form to say of a refusal. */
export function exceptWeak(error: Error | null): Error | null {
  return weaknessOf(error) ? null : error;
}
