import { Link, useRouterState } from '@tanstack/react-router';
import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useDeskWords, useLanguage } from '../i18n';
import { productOf } from '../shop/lines';
import { Deadline, formatNumber, Quantity, unitOf, useText, When } from '../ui/format';
import { itemOf, StorageTerm } from '../ui/Subject';
import { useHolderName } from './data';

type Overview = Schemas['Overview'];
type Debt = Schemas['Debt'];

/** On these pages a purchase is already under way. */
const BUYING = /\/(buy|buy\/terms|orders\/[^/]+\/(confirm|pay|result))\/?$/;

/**
 * What is owed and when it will be suspended; once suspended, what is blocked, what can still be read, what restores
 * access. In full on the overview, one line per debt elsewhere.
 */
export function DebtBanner({ overview }: { overview: Overview }) {
  const d = useDeskWords();
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (overview.debts.length === 0) {
    return null;
  }
  const whole = path.replace(/\/$/, '') === `/o/${overview.organization}`;
  const suspended = overview.standing === 'SUSPENDED';
  return (
    <section
      className={`banner ${suspended ? 'bad' : 'warn'} ${whole ? '' : 'slim'}`}
      aria-labelledby="debt-title"
    >
      <h2 id="debt-title">{suspended ? d('debt.suspendedTitle') : d('debt.arrearsTitle')}</h2>
      {whole ? <p>{suspended ? d('debt.suspendedText') : d('debt.arrearsText')}</p> : null}
      <ul className="plain debts">
        {overview.debts.map((debt) => (
          <Row
            key={JSON.stringify(debt.subject)}
            debt={debt}
            overview={overview}
            whole={whole}
            buying={BUYING.test(path)}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({ debt, overview, whole, buying }: { debt: Debt; overview: Overview; whole: boolean; buying: boolean }) {
  const d = useDeskWords();
  const text = useText();
  const holder = useHolderName(overview.organization);
  return (
    <li>
      <div className={whole ? undefined : 'facts'}>
        <span>
          <strong>{text(debt.name)}</strong>
          <StorageTerm subject={debt.subject} />
        </span>
        {debt.units !== undefined ? (
          <p>
            {d('debt.owed')} <Quantity value={debt.units} unit={debt.unit} />
          </p>
        ) : null}
        {debt.subject.kind === 'LICENSE' ? <p>{d('debt.ended', { holder: holder(debt.subject.for) })}</p> : null}
        <p>
          {debt.suspended ? d('debt.since') : d('debt.suspends')}{' '}
          {debt.suspended ? (
            <When at={debt.suspends_at} zone={overview.zone} />
          ) : (
            <Deadline until={debt.suspends_at} at={overview.at} zone={overview.zone} />
          )}
        </p>
        {whole && debt.suspended ? <Suspended debt={debt} /> : null}
      </div>
      {buying ? null : <Mend debt={debt} overview={overview} small={!whole} />}
    </li>
  );
}

function useTopUp(debt: Debt) {
  const language = useLanguage();
  return (quantity: number) => ({
    quantity: formatNumber(quantity, language),
    unit: unitOf(quantity, debt.unit, language),
  });
}

function Suspended({ debt }: { debt: Debt }) {
  const d = useDeskWords();
  const topUp = useTopUp(debt);
  return (
    <ul className="effects-list">
      <li>{d('debt.blocked')}</li>
      <li>{d('debt.reads')}</li>
      <li>{debt.top_up !== undefined ? d('debt.back', topUp(debt.top_up)) : d('debt.backRenew')}</li>
    </ul>
  );
}

/** The button that buys what pays this debt. */
function Mend({ debt, overview, small }: { debt: Debt; overview: Overview; small: boolean }) {
  const d = useDeskWords();
  const topUp = useTopUp(debt);
  const line = debt.proposal;
  if (!line || !may('orders.write', overview.organization)) {
    return null;
  }
  return (
    <Link
      to="/o/$organization/buy"
      params={{ organization: overview.organization }}
      search={{ lines: [line], product: productOf(itemOf(debt.subject) ?? '') }}
      className={small ? 'button small primary' : 'button primary'}
    >
      {debt.top_up !== undefined ? d('debt.topUp', topUp(debt.top_up)) : d('debt.renew')}
    </Link>
  );
}
