import { Link, Outlet } from '@tanstack/react-router';
import { may, signedIn } from '../api/access';
import { useDeskWords } from '../i18n';
import { Shell } from '../ui/Shell';
import { Forbidden } from '../ui/Shown';

const PAGES = [
  ['/vendor', 'desk', 'vendor-notices.read'],
  ['/vendor/organizations', 'organizations', 'organization.read'],
  ['/vendor/catalogs', 'catalogs', 'catalogs.read'],
  ['/vendor/keys', 'keys', 'product-keys.read'],
  ['/vendor/sign-on', 'signOn', 'vendor-sign-on.write'],
] as const;

/** The business platform of the vendor. */
export function VendorShell() {
  const d = useDeskWords();
  return (
    <Shell
      title={d('vendor.title')}
      subtitle={d('shell.business')}
      menu={PAGES.filter(([, , permission]) => may(permission)).map(([to, name]) => (
        <Link key={name} to={to} activeOptions={{ exact: name === 'desk' }}>
          {d(`menu.${name}`)}
        </Link>
      ))}
    >
      {signedIn()?.vendor ? <Outlet /> : <Forbidden />}
    </Shell>
  );
}
