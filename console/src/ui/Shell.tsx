import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useDeskWords, useWords } from '../i18n';
import { Account } from './Account';
import { LanguageSwitch, RealmMark } from './Frame';

/** The frame of a platform's pages: whose it is, the menu, and the content above every page. */
export function Shell({
  title,
  subtitle,
  menu,
  banner,
  children,
}: {
  title: string;
  subtitle: string;
  menu: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
}) {
  const t = useWords();
  const d = useDeskWords();
  const [open, setOpen] = useState(false);
  return (
    <div className="platform">
      <a href="#main" className="skip">
        {t('common.skip')}
      </a>
      <header className="platform-head">
        <button
          type="button"
          className="menu-button"
          aria-expanded={open}
          aria-controls="menu"
          onClick={() => setOpen(!open)}
        >
          {d('shell.menu')}
        </button>
        <Link to="/" className="brand">
          <img src="/mark.svg" alt="" width="26" height="26" /> Scrip
        </Link>
        <span className="platform-who">
          <strong>{title}</strong>
          <span>{subtitle}</span>
        </span>
        <div className="public-tools">
          <RealmMark />
          <LanguageSwitch />
          <Account />
        </div>
      </header>
      <nav
        id="menu"
        className={open ? 'platform-menu open' : 'platform-menu'}
        aria-label={t('common.mainNavigation')}
        onClick={() => setOpen(false)}
      >
        {menu}
      </nav>
      <main id="main" className="platform-main">
        {banner}
        {children}
      </main>
    </div>
  );
}

export function PageHead({ title, lead, actions }: { title: string; lead?: string; actions?: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead ? <p className="lead">{lead}</p> : null}
      </div>
      {actions ? <div className="actions">{actions}</div> : null}
    </div>
  );
}
