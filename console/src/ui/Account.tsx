import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { lacksFactor, signedIn } from '../api/access';
import { useWords } from '../i18n';
import { SignOut } from './SignOut';

/** The signed-in person, with links to the profile, to other organizations, and to sign out. */
export function Account() {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const around = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const who = signedIn();
  useEffect(() => {
    if (!open) {
      return undefined;
    }
    const close = (event: Event) => {
      const elsewhere = event.target instanceof Node && !around.current?.contains(event.target);
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
      if (elsewhere || escaped) {
        setOpen(false);
      }
      if (escaped && !elsewhere) {
        button.current?.focus();
      }
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, [open]);
  if (!who) {
    return null;
  }
  return (
    <div className="account" ref={around}>
      <button
        ref={button}
        type="button"
        className="button small account-button"
        aria-expanded={open}
        aria-controls="account"
        onClick={() => setOpen(!open)}
      >
        <span className="account-name">{who.name || t('account.administrator')}</span> <span aria-hidden="true">▾</span>
      </button>
      <div id="account" className="account-menu" hidden={!open} onClick={() => setOpen(false)}>
        {who.everything ? null : <p className="quiet">{who.email}</p>}
        {who.everything || lacksFactor() ? null : <Link to="/me">{t('account.profile')}</Link>}
        {lacksFactor() ? null : <Link to="/choose">{t('account.switch')}</Link>}
        <SignOut />
      </div>
    </div>
  );
}
