import { Link, Outlet } from '@tanstack/react-router';
import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useDeskWords, useLanguage, useWords } from '../i18n';
import { Antd } from '../ui/Antd';
import { Deadline, formatNumber, Quantity, unitOf, useText, When } from '../ui/format';
import { Shell } from '../ui/Shell';
import { Trouble, Waiting } from '../ui/Shown';
import { useOrganization, useOverview } from './data';

const PAGES = [
  ['/o/$organization', 'overview', 'stock.read'],
  ['/o/$organization/packs', 'packs', 'stock.read'],
  ['/o/$organization/usage', 'usage', 'stock.read'],
  ['/o/$organization/licenses', 'licenses', 'stock.read'],
  ['/o/$organization/renewals', 'renewals', 'orders.write'],
  ['/o/$organization/orders', 'orders', 'orders.read'],
  ['/o/$organization/services', 'services', 'services.read'],
  ['/o/$organization/notices', 'notices', 'notices.read'],
  ['/o/$organization/people', 'people', 'people.read'],
  ['/o/$organization/keys', 'keys', 'keys.read'],
  ['/o/$organization/audit', 'audit', 'audit.read'],
] as const;

/** The management platform of one organization. */
export function OrgShell() {
  const d = useDeskWords();
  const t = useWords();
  const organization = useOrganization();
  const overview = useOverview(organization);
  return (
    <Antd>
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
    </Antd>
  );
}

/** What is owed and when it is suspended; once suspended, what is blocked, what still reads, what brings it back. */
function DebtBanner({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  if (overview.debts.length === 0) {
    return null;
  }
  const suspended = overview.standing === 'SUSPENDED';
  return (
    <section className={suspended ? 'banner bad' : 'banner warn'} aria-labelledby="debt-title">
      <h2 id="debt-title">{suspended ? d('debt.suspendedTitle') : d('debt.arrearsTitle')}</h2>
      <p>{suspended ? d('debt.suspendedText') : d('debt.arrearsText')}</p>
      <ul className="plain debts">
        {overview.debts.map((debt) => (
          <DebtRow
            key={`${debt.item} ${debt.for} ${debt.storage_years ?? ''}`}
            debt={debt}
            overview={overview}
          />
        ))}
      </ul>
    </section>
  );
}

function DebtRow({ debt, overview }: { debt: Schemas['Debt']; overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  const language = useLanguage();
  const topUp = (quantity: number) => ({
    quantity: formatNumber(quantity, language),
    unit: unitOf(quantity, debt.unit, language),
  });
  const line = debt.proposal;
  return (
    <li>
      <div>
        <strong>{text(debt.name)}</strong>
        {debt.storage_years ? <span> · {t('prices.storage', { count: debt.storage_years })}</span> : null}
        {debt.units !== undefined ? (
          <p>
            {d('debt.owed')} <Quantity value={debt.units} unit={debt.unit} />
          </p>
        ) : (
          <p>{d('debt.ended', { holder: debt.for })}</p>
        )}
        <p>
          {debt.suspended ? d('debt.since') : d('debt.suspends')}{' '}
          {debt.suspended ? (
            <When at={debt.suspends_at} zone={overview.zone} />
          ) : (
            <Deadline until={debt.suspends_at} at={overview.at} zone={overview.zone} />
          )}
        </p>
        {debt.suspended ? (
          <ul className="effects-list">
            <li>{d('debt.blocked')}</li>
            <li>{d('debt.reads')}</li>
            <li>
              {debt.top_up !== undefined
                ? d('debt.back', topUp(debt.top_up))
                : d('debt.backRenew')}
            </li>
          </ul>
        ) : null}
      </div>
      {line && may('orders.write', overview.organization) ? (
        <Link
          to="/o/$organization/buy"
          params={{ organization: overview.organization }}
          search={{ lines: [line], product: debt.item.split('/')[0] ?? '' }}
          className="button primary"
        >
          {debt.top_up !== undefined
            ? d('debt.topUp', topUp(debt.top_up))
            : d('debt.renew')}
        </Link>
      ) : null}
    </li>
  );
}
