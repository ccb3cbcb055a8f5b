import { Link, Outlet } from '@tanstack/react-router';
import { signedIn } from '../api/access';
import { ProblemError } from '../api/client';
import { useDeskWords } from '../i18n';
import { Shell } from '../ui/Shell';
import { Trouble } from '../ui/Shown';

const PAGES = [
  ['/vendor', 'desk'],
  ['/vendor/organizations', 'organizations'],
  ['/vendor/catalogs', 'catalogs'],
] as const;

const FORBIDDEN = 403;

/** The business platform of the vendor. */
export function VendorShell() {
  const d = useDeskWords();
  return (
    <Shell
      title={d('vendor.title')}
      subtitle={d('shell.business')}
      menu={PAGES.map(([to, name]) => (
        <Link key={name} to={to} activeOptions={{ exact: name === 'desk' }}>
          {d(`menu.${name}`)}
        </Link>
      ))}
    >
      {signedIn()?.vendor ? <Outlet /> : <Trouble error={new ProblemError(FORBIDDEN, 'FORBIDDEN', '')} />}
    </Shell>
  );
}
