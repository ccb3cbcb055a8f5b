import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lacksFactor, signedIn } from '../api/access';
import { useWords } from '../i18n';
import { Account } from '../ui/Account';
import { LanguageSwitch, RealmMark } from '../ui/Frame';

/** The frame of the public pages. */
export function PublicShell() {
  const t = useWords();
  useRouterState();
  return (
    <div className="public">
      <a href="#main" className="skip">
        {t('common.skip')}
      </a>
      <header className="public-head">
        <div className="public-bar">
          <Link to="/" className="brand">
            <img src="/mark.svg" alt="" width="28" height="28" /> Scrip
          </Link>
          <nav aria-label={t('common.mainNavigation')}>
            <Link to="/" activeOptions={{ exact: true }}>
              {t('nav.products')}
            </Link>
            <Link to="/prices">{t('nav.prices')}</Link>
          </nav>
          <div className="public-tools">
            <RealmMark />
            <LanguageSwitch />
            {signedIn() ? (
              <>
                {lacksFactor() ? null : (
                  <Link to="/choose" className="button small primary organizations-link">
                    {t('nav.console')}
                  </Link>
                )}
                <Account />
              </>
            ) : (
              <Link to="/sign-in" className="button small primary">
                {t('common.signIn')}
              </Link>
            )}
          </div>
        </div>
      </header>
      <main id="main" className="public-main">
        <Outlet />
      </main>
      <footer className="public-foot">
        <span>{t('foot.prepaid')}</span>
        <a href="/docs">{t('foot.contract')}</a>
      </footer>
    </div>
  );
}
