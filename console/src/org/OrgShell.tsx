import { Link, Outlet } from '@tanstack/react-router';
import { may } from '../api/access';
import { useDeskWords, useWords } from '../i18n';
import { Shell } from '../ui/Shell';
import { Trouble, Waiting } from '../ui/Shown';
import { useOrganization, useOverview } from './data';
import { DebtBanner } from './DebtBanner';

const PAGES = [
  ['/o/$organization', 'overview', 'stock.read'],
  ['/o/$organization/packs', 'packs', 'stock.read'],
  ['/o/$organization/usage', 'usage', 'stock.read'],
  ['/o/$organization/licenses', 'licenses', 'stock.read'],
  ['/o/$organization/renewals', 'renewals', 'orders.write'],
  ['/o/$organization/orders', 'orders', 'orders.read'],
  ['/o/$organization/payments', 'payments', 'payments.read'],
  ['/o/$organization/services', 'services', 'services.read'],
  ['/o/$organization/notices', 'notices', 'notices.read'],
  ['/o/$organization/people', 'people', 'people.read'],
  ['/o/$organization/keys', 'keys', 'keys.read'],
  ['/o/$organization/sign-on', 'signOn', 'sign-on.write'],
  ['/o/$organization/audit', 'audit', 'audit.read'],
] as const;

/** The management platform of one organization. */
export function OrgShell() {
  const d = useDeskWords();
  const t = useWords();
  const organization = useOrganization();
  const overview = useOverview(organization);
  return (
    <Shell
      title={overview.data?.name ?? organization}
      subtitle={d('shell.management')}
      menu={
        <>
          {PAGES.filter(([, , permission]) => may(permission, organization)).map(([to, name]) => (
            <Link key={name} to={to} params={{ organization }} activeOptions={{ exact: name === 'overview' }}>
              {d(`menu.${name}`)}
            </Link>
          ))}
          {may('orders.write', organization) ? (
            <Link to="/o/$organization/buy" params={{ organization }} className="button primary">
              {t('buy.title')}
            </Link>
          ) : null}
        </>
      }
      banner={overview.data ? <DebtBanner overview={overview.data} /> : null}
    >
      {overview.error && !overview.data ? (
        <Trouble error={overview.error} again={() => void overview.refetch()} />
      ) : overview.data ? (
        <Outlet />
      ) : (
        <Waiting />
      )}
    </Shell>
  );
}
