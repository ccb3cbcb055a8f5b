import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { Quantity, useText, When } from '../ui/format';
import { List, ListFrame } from '../ui/ListPage';
import { PAGE_ROWS, useList, useListing, type Listing } from '../ui/listing';
import { Empty, Shown } from '../ui/Shown';
import { Bar, Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useOrganization, useOverview } from './data';

type Pack = Schemas['Pack'];
type Stock = Schemas['StockEntry'];
const STATES = ['ACTIVE', 'PENDING', 'USED_UP', 'EXPIRED', 'VOIDED'] as const;
const SORTS = ['DEDUCTION', 'NEWEST', 'ENDING'] as const;
const ROWS_BESIDE_OTHERS = 10;

type PackListing = Listing<{ pool: readonly string[]; state: typeof STATES; sort: typeof SORTS }>;

/** The pools, with the packs of each in the order of deduction; a single pool is paged. */
export function PacksPage() {
  const d = useDeskWords();
  const t = useWords();
  const pooled = usePoolName();
  const organization = useOrganization();
  const overview = useOverview(organization);
  const stock = overview.data?.stock ?? [];
  const listing: PackListing = useListing({ pool: stock.map(poolOf), state: STATES, sort: SORTS });
  const chosen = stock.find((one) => poolOf(one) === listing.chosen.pool);
  const { pool: _pool, ...asked } = listing.chosen;
  return (
    <ListFrame
      title={d('menu.packs')}
      lead={d('packs.lead')}
      csv={{
        path: `/v1/organizations/${organization}/packs`,
        name: `packs-${organization}`,
        query: { ...asked, ...(chosen ? asQuery(chosen) : {}) },
      }}
      listing={listing}
      filters={{
        ...(stock.length > 1
          ? {
              pool: {
                label: d('packs.pool'),
                any: d('packs.allPools'),
                name: (one) => pooled(stock.find((other) => poolOf(other) === one)),
              },
            }
          : {}),
        state: { label: d('packs.state'), name: (one) => d(`state.${one}`) },
        sort: { label: t('list.sort'), name: (one) => d(`packs.sort.${one}`) },
      }}
    >
      <Shown query={overview}>
        {(whole) => {
          const shown = chosen ? [chosen] : whole.stock;
          return shown.length === 0 ? (
            <section className="card">
              <Empty title={d('packs.none')} />
            </section>
          ) : (
            <>
              {shown.map((one) => (
                <PoolCard
                  key={poolOf(one)}
                  stock={one}
                  zone={whole.zone}
                  organization={organization}
                  listing={listing}
                  alone={shown.length === 1}
                />
              ))}
            </>
          );
        }}
      </Shown>
    </ListFrame>
  );
}

function poolOf(stock: Stock): string {
  return `${stock.resource} ${stock.storage_years ?? ''}`.trim();
}

/** The query parameters of a pool. */
function asQuery({ resource, storage_years }: Stock): { resource: string; storage_years?: number } {
  return { resource, ...(storage_years ? { storage_years } : {}) };
}

function usePoolName(): (stock: Stock | undefined) => string {
  const t = useWords();
  const text = useText();
  return (stock) =>
    stock ? text(stock.name) + (stock.storage_years ? ` · ${t('prices.storage', { count: stock.storage_years })}` : '') : '';
}

interface Pool {
  stock: Stock;
  zone: string;
  organization: string;
  listing: PackListing;
  /** Whether this is the only pool on the page. */
  alone: boolean;
}

function PoolCard(pool: Pool) {
  const { stock, organization } = pool;
  const d = useDeskWords();
  const pooled = usePoolName();
  return (
    <section className="card">
      <div className="stock-head">
        <h2>{pooled(stock)}</h2>
        <Tag tone={toneOf(stock.state)}>{d(`state.${stock.state}`)}</Tag>
      </div>
      <dl className="figures">
        <Figure name={d('packs.left')} value={stock.available} unit={stock.unit} />
        <Figure name={d('packs.used')} value={stock.used} unit={stock.unit} />
        <Figure name={d('packs.owed')} value={stock.arrears} unit={stock.unit} />
        <Figure name={d('packs.held')} value={stock.held} unit={stock.unit} />
        <Figure name={d('packs.closing')} value={stock.closing} unit={stock.unit} />
      </dl>
      <Bar percent={stock.percent} label={d('overview.leftOf', { percent: stock.percent })} tone={stock.low ? 'warn' : 'good'} />
      <Packs {...pool} />
      <p>
        <Link
          to="/o/$organization/packs/movements"
          params={{ organization }}
          search={{ resource: stock.resource, ...(stock.storage_years ? { years: stock.storage_years } : {}) }}
        >
          {d('packs.movements')}
        </Link>
      </p>
    </section>
  );
}

function Packs({ stock, zone, organization, listing, alone }: Pool) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  const limit = alone ? PAGE_ROWS : ROWS_BESIDE_OTHERS;
  const packs = useList(orgKey(organization, 'packs', poolOf(stock), limit), listing, ({ pool: _pool, cursor, ...asked }) =>
    read(
      api.GET('/v1/organizations/{organization}/packs', {
        params: {
          path: { organization },
          query: { ...asQuery(stock), limit, ...asked, ...(alone && cursor ? { cursor } : {}) },
        },
      }),
    ),
  );
  const columns: Column<Pack>[] = [
    {
      key: 'state',
      title: d('packs.state'),
      cell: (pack) => (
        <span className="tags">
          <Tag tone={toneOf(pack.state)}>{d(`state.${pack.state}`)}</Tag>
          {stock.next?.pack === pack.id ? <Tag tone="info">{d('packs.next')}</Tag> : null}
          {pack.bonus ? <Tag tone="calm">{d('packs.bonus')}</Tag> : null}
        </span>
      ),
    },
    { key: 'bought', title: d('packs.bought'), cell: (pack) => <When at={pack.purchased_at} zone={zone} /> },
    { key: 'until', title: d('packs.until'), cell: (pack) => <When at={pack.until} zone={zone} /> },
    { key: 'left', title: d('packs.left'), number: true, cell: (pack) => <Quantity value={pack.available} unit={stock.unit} /> },
    { key: 'used', title: d('packs.used'), number: true, cell: (pack) => <Quantity value={pack.used} /> },
    { key: 'of', title: d('packs.quantity'), number: true, cell: (pack) => <Quantity value={pack.quantity} /> },
    {
      key: 'order',
      title: d('packs.order'),
      cell: (pack) =>
        pack.order && may('orders.read', organization) ? (
          <Link to="/o/$organization/orders/$order" params={{ organization, order: pack.order }}>
            {d('packs.seeOrder')}
          </Link>
        ) : (
          '—'
        ),
    },
  ];
  const table = (rows: Pack[]) => (
    <Table caption={text(stock.name)} columns={columns} rows={rows} rowKey={(pack) => pack.id} />
  );
  if (alone) {
    return <List listing={listing} query={packs} rows={(page) => page.items} empty={d('packs.none')} show={table} />;
  }
  return (
    <Shown query={packs}>
      {(page) => (
        <>
          {page.items.length === 0 ? <Empty title={t('list.filtered')} /> : table(page.items)}
          {page.next ? (
            <p className="more">
              <button type="button" className="button small" onClick={() => listing.choose('pool', poolOf(stock))}>
                {d('packs.all')}
              </button>
            </p>
          ) : null}
        </>
      )}
    </Shown>
  );
}

function Figure({ name, value, unit }: { name: string; value: number; unit: Schemas['Text'] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Quantity value={value} unit={unit} />
      </dd>
    </div>
  );
}
