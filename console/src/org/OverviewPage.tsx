import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useDeskWords, useLanguage, useWords } from '../i18n';
import { productOf } from '../shop/lines';
import { Countdown, Deadline, formatMoney, formatNumber, Money, Quantity, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Shown } from '../ui/Shown';
import { itemOf, StorageTerm } from '../ui/Subject';
import { Bar } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { useHolderName, useOrganization, useOverview } from './data';
import { EmergencyPart } from './EmergencyPart';

const RIGHTS_SHOWN = 8;

/** What works, what ends when, what is left, what is owed, what to do. */
export function OverviewPage() {
  const d = useDeskWords();
  const t = useWords();
  const organization = useOrganization();
  const overview = useOverview(organization);
  return (
    <Shown query={overview}>
      {(data) => (
        <>
          <PageHead
            title={d('overview.title')}
            lead={d('overview.lead')}
            actions={
              <Tag tone={toneOf(data.standing)}>{d(`standing.${data.standing}`)}</Tag>
            }
          />
          <p className="quiet">
            {d('overview.asOf')} <When at={data.at} zone={data.zone} />
          </p>
          <Glance overview={data} />
          <EmergencyPart overview={data} opens />
          <div className="grid two">
            <section className="card">
              <h2>{d('overview.todo')}</h2>
              <Tasks overview={data} />
            </section>
            <section className="card">
              <h2>{d('overview.left')}</h2>
              {data.stock.length === 0 ? (
                <Empty title={d('overview.noStock')}>
                  {may('orders.write', organization) ? (
                    <Link to="/o/$organization/buy" params={{ organization }} className="button">
                      {t('buy.title')}
                    </Link>
                  ) : null}
                </Empty>
              ) : (
                <ul className="plain stocks">
                  {data.stock.map((stock) => (
                    <Stock key={`${stock.resource} ${stock.storage_years ?? ''}`} stock={stock} overview={data} />
                  ))}
                </ul>
              )}
            </section>
          </div>
          <section className="card">
            <h2>{d('overview.works')}</h2>
            {data.works.length === 0 ? (
              <Empty title={d('overview.noRights')} />
            ) : (
              <ul className="plain rights">
                {data.works.slice(0, RIGHTS_SHOWN).map((right, index) => (
                  <Right key={`${right.item} ${right.for} ${index}`} right={right} overview={data} />
                ))}
              </ul>
            )}
            {data.counts.works > RIGHTS_SHOWN ? (
              <Link to="/o/$organization/licenses" params={{ organization }}>
                {d('overview.allRights', { count: data.counts.works })}
              </Link>
            ) : null}
          </section>
          {data.unapplied.length > 0 ? (
            <section className="card">
              <h2>{d('overview.unapplied')}</h2>
              <p>{d('overview.unappliedText')}</p>
              {data.unapplied.map((money) => (
                <p key={money.currency} className="big">
                  <Money value={money} />
                </p>
              ))}
            </section>
          ) : null}
        </>
      )}
    </Shown>
  );
}

/** The four key figures. */
function Glance({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const text = useText();
  const language = useLanguage();
  const { working, licenses, ends, least, debts, due } = overview.glance;
  const number = (value: number) => formatNumber(value, language);
  return (
    <dl className="glance">
      <div>
        <dt>{d('glance.works')}</dt>
        <dd>{licenses === 0 ? '—' : d('glance.worksOf', { count: number(working), all: number(licenses) })}</dd>
        <dd className="quiet">{licenses === 0 ? d('overview.noRights') : d('menu.licenses')}</dd>
      </div>
      <div>
        <dt>{d('glance.ends')}</dt>
        <dd>{ends ? <When at={ends.until} zone={overview.zone} /> : '—'}</dd>
        <dd className="quiet">
          {ends ? (
            <>
              {text(ends.name)} · <Countdown until={ends.until} at={overview.at} />
            </>
          ) : (
            d('glance.nothingEnds')
          )}
        </dd>
      </div>
      <div>
        <dt>{d('glance.least')}</dt>
        <dd>{least ? `${number(least.percent)}%` : '—'}</dd>
        <dd className="quiet">
          {least ? (
            <>
              {text(least.name)} · <Quantity value={least.available} unit={least.unit} />
            </>
          ) : (
            d('overview.noStock')
          )}
        </dd>
      </div>
      <div className={debts > 0 ? 'bad' : undefined}>
        <dt>{d('glance.owed')}</dt>
        <dd>{debts > 0 ? d('glance.debts', { count: debts }) : d('glance.nothing')}</dd>
        <dd className="quiet">
          {due.length > 0 ? (
            <>
              {d('glance.due')} {due.map((money) => formatMoney(money, language)).join(', ')}
            </>
          ) : (
            d('glance.noneDue')
          )}
        </dd>
      </div>
    </dl>
  );
}

function Right({ right, overview }: { right: Schemas['Right']; overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const holder = useHolderName(overview.organization);
  const text = useText();
  return (
    <li>
      <span className="right-name">
        <strong>{text(right.name)}</strong>
        {right.for === overview.organization ? null : <span className="quiet">{holder(right.for)}</span>}
      </span>
      <Tag tone={toneOf(right.state)}>{d(`state.${right.state}`)}</Tag>
      <span className="end">
        {right.until ? (
          right.state === 'ACTIVE' ? (
            <Deadline until={right.until} at={overview.at} zone={overview.zone} />
          ) : (
            <When at={right.until} zone={overview.zone} />
          )
        ) : (
          d('licenses.noEnd')
        )}
      </span>
    </li>
  );
}

function Stock({ stock, overview }: { stock: Schemas['StockEntry']; overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  return (
    <li>
      <div className="stock-head">
        <span>
          <strong>{text(stock.name)}</strong>
          {stock.storage_years ? (
            <span className="quiet"> {t('prices.storage', { count: stock.storage_years })}</span>
          ) : null}
        </span>
        <Tag tone={toneOf(stock.state)}>{d(`state.${stock.state}`)}</Tag>
      </div>
      <p className="big">
        <Quantity value={stock.available} unit={stock.unit} />
        <span className="of">
          {' '}
          {d('overview.of')} <Quantity value={stock.whole} /> · {stock.percent}%
        </span>
      </p>
      <Bar
        percent={stock.percent}
        label={d('overview.leftOf', { percent: stock.percent })}
        tone={stock.state === 'ACTIVE' ? (stock.low ? 'warn' : 'good') : 'bad'}
      />
      {stock.next ? (
        <p className="quiet">
          {d('overview.next')} <Quantity value={stock.next.available} unit={stock.unit} /> {d('overview.until')}{' '}
          <When at={stock.next.until} zone={overview.zone} />
        </p>
      ) : null}
      {stock.arrears > 0 ? (
        <p>
          <Tag tone="bad">
            {d('overview.owed')} <Quantity value={stock.arrears} unit={stock.unit} />
          </Tag>
        </p>
      ) : null}
    </li>
  );
}

function Tasks({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  if (overview.tasks.length === 0) {
    return <Empty title={d('overview.nothing')} />;
  }
  return (
    <ul className="plain tasks">
      {overview.tasks.map((task, index) => (
        <TaskRow key={`${task.action} ${index}`} task={task} overview={overview} />
      ))}
    </ul>
  );
}

function TaskRow({ task, overview }: { task: Schemas['Task']; overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const text = useText();
  return (
    <li>
      <div>
        <strong>{d(`task.${task.action}`)}</strong> {task.name ? text(task.name) : null}
        <StorageTerm subject={task.subject} />
        {task.money ? (
          <>
            {' '}
            <Money value={task.money} />
          </>
        ) : null}
        {task.units !== undefined ? (
          <p className="quiet">
            {task.action === 'TOP_UP' ? d('overview.owed') : d('overview.leftShort')}{' '}
            <Quantity value={task.units} unit={task.unit} />
          </p>
        ) : null}
        {task.until ? (
          <p className="quiet">
            {task.until > overview.at ? (
              <Deadline until={task.until} at={overview.at} zone={overview.zone} />
            ) : (
              <>
                {d('debt.since')} <When at={task.until} zone={overview.zone} />
              </>
            )}
          </p>
        ) : null}
      </div>
      <TaskLink task={task} overview={overview} />
    </li>
  );
}

function TaskLink({ task, overview }: { task: Schemas['Task']; overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const text = useText();
  const { organization } = overview;
  // The name says what it is for, since several of these are on the page.
  const named = (label: string) => (task.name ? `${text(task.name)}: ${label}` : undefined);
  if (task.subject.kind === 'ORDER') {
    const pays = task.action === 'PAY' && (may('orders.write', organization) || may('orders.pay', organization));
    return (
      <Link
        to="/o/$organization/orders/$order"
        params={{ organization, order: task.subject.id }}
        className={pays ? 'button small primary' : 'button small'}
      >
        {d(pays ? 'task.pay' : 'task.open')}
      </Link>
    );
  }
  if (task.subject.kind === 'SERVICE') {
    const decides = may('services.accept', organization);
    const label = d(decides ? 'task.decide' : 'task.open');
    return (
      <Link
        to="/o/$organization/services"
        params={{ organization }}
        className={decides ? 'button small primary' : 'button small'}
        aria-label={named(label)}
      >
        {label}
      </Link>
    );
  }
  if (!may('orders.write', organization)) {
    return null;
  }
  const product = productOf(itemOf(task.subject) ?? '');
  const line = task.proposal;
  const label = d(task.units !== undefined ? 'task.topUp' : 'task.renew');
  return (
    <Link
      to="/o/$organization/buy"
      params={{ organization }}
      aria-label={named(label)}
      search={line ? { product, lines: [line] } : { product }}
      className="button small primary"
    >
      {label}
    </Link>
  );
}
