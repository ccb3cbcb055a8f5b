import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Day, Quantity, useText } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Shown, Waiting } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { orgKey, useOrganization, useOverview } from './data';
import { TryUse } from './TryUse';

const Chart = lazy(() => import('./UsageChart'));
const SPANS = [30, 90, 365];

/** Usage by day, in the organization's zone. */
export function UsagePage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const overview = useOverview(organization);
  return (
    <>
      <PageHead title={d('menu.usage')} lead={d('usage.lead')} />
      <Shown query={overview}>
        {(data) =>
          data.stock.length === 0 ? (
            <section className="card">
              <Empty title={d('usage.none')} />
            </section>
          ) : (
            <Usage stock={data.stock} organization={organization} />
          )
        }
      </Shown>
    </>
  );
}

function Usage({ stock, organization }: { stock: Schemas['StockEntry'][]; organization: string }) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  const [pool, setPool] = useState(0);
  const [days, setDays] = useState(SPANS[0]);
  const chosen = stock[pool] ?? stock[0];
  const resource = chosen?.resource ?? '';
  const years = chosen?.storage_years;
  const usage = useQuery({
    queryKey: orgKey(organization, 'usage', resource, years, days),
    queryFn: () =>
      read(
        api.GET('/v1/organizations/{organization}/usage', {
          params: {
            path: { organization },
            query: { resource, ...(years ? { storage_years: years } : {}), ...(days ? { days } : {}) },
          },
        }),
      ),
  });
  const columns: Column<Schemas['UsageDay']>[] = [
    { key: 'day', title: d('usage.day'), cell: (row) => <Day value={row.day} /> },
    { key: 'used', title: d('usage.used'), number: true, cell: (row) => <Quantity value={row.used} unit={chosen?.unit} /> },
    { key: 'corrected', title: d('usage.corrected'), number: true, cell: (row) => <Quantity value={row.corrected} unit={chosen?.unit} /> },
  ];
  const path = `/v1/organizations/${organization}/usage?resource=${encodeURIComponent(resource)}${years ? `&storage_years=${years}` : ''}&days=${days}`;
  return (
    <>
      <div className="filters">
        <label>
          {d('usage.pool')}{' '}
          <select className="field" value={pool} onChange={(event) => setPool(Number(event.target.value))}>
            {stock.map((one, index) => (
              <option key={`${one.resource} ${one.storage_years ?? ''}`} value={index}>
                {text(one.name)}
                {one.storage_years ? ` · ${t('prices.storage', { count: one.storage_years })}` : ''}
              </option>
            ))}
          </select>
        </label>
        <label>
          {d('usage.span')}{' '}
          <select className="field" value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {SPANS.map((span) => (
              <option key={span} value={span}>
                {d('usage.days', { count: span })}
              </option>
            ))}
          </select>
        </label>
        <CsvButton path={path} name={`usage-${organization}`} />
      </div>
      {chosen ? <TryUse key={`${chosen.resource} ${chosen.storage_years ?? ''}`} organization={organization} pool={chosen} /> : null}
      <Shown query={usage}>
        {(data) => (
          <>
            <section className="card">
              <p className="big">
                <Quantity value={data.used} unit={chosen?.unit} />
                <span className="of"> {d('usage.total', { count: days })}</span>
              </p>
              <Suspense fallback={<Waiting />}>
                <Chart days={data.items} label={d('usage.chart')} />
              </Suspense>
              <p className="quiet">{d('usage.zone', { zone: data.zone })}</p>
            </section>
            <section className="card">
              <Table
                caption={d('usage.chart')}
                columns={columns}
                rows={[...data.items].reverse().filter((day) => day.used > 0 || day.corrected > 0)}
                rowKey={(row) => row.day}
                empty={<Empty title={d('usage.quiet')} />}
              />
            </section>
          </>
        )}
      </Shown>
    </>
  );
}
