import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { Deadline, Money, Quantity, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Shown } from '../ui/Shown';
import { Bar } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { useOrganization, useOverview } from './data';

const RIGHTS_SHOWN = 8;

/** What works, what ends when, what is left, what we owe, what to do. */
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

function Right({ right, overview }: { right: Schemas['Right']; overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const text = useText();
  return (
    <li>
      <span className="right-name">
        <strong>{text(right.name)}</strong>
        {right.for === overview.organization ? null : <span className="quiet">{right.for}</span>}
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
        tone={stock.state === 'ACTIVE' ? (stock.percent <= 20 ? 'warn' : 'good') : 'bad'}
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
        <TaskRow key={`${task.action} ${task.item ?? task.order ?? ''} ${index}`} task={task} overview={overview} />
      ))}
    </ul>
  );
}

function TaskRow({ task, overview }: { task: Schemas['Task']; overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  return (
    <li>
      <div>
        <strong>{d(`task.${task.action}`)}</strong> {task.name ? text(task.name) : null}
        {task.storage_years ? <span className="quiet"> {t('prices.storage', { count: task.storage_years })}</span> : null}
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
  const { organization } = overview;
  if (task.order) {
    return (
      <Link to="/o/$organization/orders/$order" params={{ organization, order: task.order }} className="button small">
        {d('task.open')}
      </Link>
    );
  }
  if (task.service) {
    return (
      <Link to="/o/$organization/services" params={{ organization }} className="button small">
        {d('task.open')}
      </Link>
    );
  }
  if (!may('orders.write', organization)) {
    return null;
  }
  const product = task.item?.split('/')[0] ?? '';
  const line = task.proposal;
  return (
    <Link
      to="/o/$organization/buy"
      params={{ organization }}
      search={line ? { product, lines: [line] } : { product }}
      className="button small primary"
    >
      {task.units !== undefined ? d('task.topUp') : d('task.renew')}
    </Link>
  );
}
