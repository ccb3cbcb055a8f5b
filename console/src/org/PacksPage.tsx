import { Link } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Quantity, useText, When } from '../ui/format';
import { Choice, csvPath, Listed, useList, useListing, type Listing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty, Shown } from '../ui/Shown';
import { Bar, Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useOrganization, useOverview } from './data';

type Pack = Schemas['Pack'];
type Stock = Schemas['StockEntry'];
type PackListing = Listing<'state' | 'sort'>;

const STATES = ['active', 'pending', 'used_up', 'expired', 'voided'] as const;
const SORTS = ['deduction', 'newest', 'ending'] as const;
const ROWS = 25;
const ROWS_BESIDE_OTHERS = 10;

/** The pools, and the packs of each in the order in which they are deducted; of one pool page by page. */
export function PacksPage() {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  const organization = useOrganization();
  const overview = useOverview(organization);
  const listing = useListing(['pool', 'state', 'sort']);
  return (
    <>
      <PageHead
        title={d('menu.packs')}
        lead={d('packs.lead')}
        actions={
          <CsvButton
            path={csvPath(`/v1/organizations/${organization}/packs`, withoutPool(listing))}
            name={`packs-${organization}`}
          />
        }
      />
      <Shown query={overview}>
        {(whole) => {
          if (whole.stock.length === 0) {
            return (
              <section className="card">
                <Empty title={d('packs.none')} />
              </section>
            );
          }
          const chosen = whole.stock.filter((stock) => poolOf(stock) === listing.values.pool);
          const shown = chosen.length > 0 ? chosen : whole.stock;
          return (
            <>
              <div className="filters">
                {whole.stock.length > 1 ? (
                  <Choice
                    label={d('packs.pool')}
                    value={chosen.length > 0 ? listing.values.pool : ''}
                    any={d('packs.allPools')}
                    options={whole.stock.map((stock) => [
                      poolOf(stock),
                      text(stock.name) + (stock.storage_years ? ` · ${t('prices.storage', { count: stock.storage_years })}` : ''),
                    ])}
                    onChange={(pool) => listing.set({ pool })}
                  />
                ) : null}
                <Choice
                  label={d('packs.state')}
                  value={listing.values.state}
                  any={t('list.any')}
                  options={STATES.map((one) => [one, d(`state.${one.toUpperCase()}`)])}
                  onChange={(state) => listing.set({ state })}
                />
                <Choice
                  label={t('list.sort')}
                  value={listing.values.sort || 'deduction'}
                  options={SORTS.map((one) => [one, d(`packs.sort.${one}`)])}
                  onChange={(sort) => listing.set({ sort })}
                />
              </div>
              {shown.map((stock) => (
                <PoolCard
                  key={poolOf(stock)}
                  stock={stock}
                  zone={whole.zone}
                  organization={organization}
                  listing={withoutPool(listing)}
                  alone={shown.length === 1}
                  all={() => listing.set({ pool: poolOf(stock) })}
                />
              ))}
            </>
          );
        }}
      </Shown>
    </>
  );
}

function poolOf(stock: Stock): string {
  return `${stock.resource} ${stock.storage_years ?? ''}`.trim();
}

/** What the server is asked of packs; which pool is asked apart. */
function withoutPool(listing: Listing<'pool' | 'state' | 'sort'>): PackListing {
  const { pool, ...query } = listing.query;
  const [resource, years] = (pool ?? '').split(' ');
  return {
    ...listing,
    query: {
      ...query,
      ...(resource ? { resource } : {}),
      ...(years ? { storage_years: years } : {}),
    } as PackListing['query'],
  };
}

function PoolCard({
  stock,
  zone,
  organization,
  listing,
  alone,
  all,
}: {
  stock: Stock;
  zone: string;
  organization: string;
  listing: PackListing;
  alone: boolean;
  all: () => void;
}) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  return (
    <section className="card">
      <div className="stock-head">
        <h2>
          {text(stock.name)}
          {stock.storage_years ? ` · ${t('prices.storage', { count: stock.storage_years })}` : ''}
        </h2>
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
      <Packs stock={stock} zone={zone} organization={organization} listing={listing} alone={alone} all={all} />
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

function Packs({
  stock,
  zone,
  organization,
  listing,
  alone,
  all,
}: {
  stock: Stock;
  zone: string;
  organization: string;
  listing: PackListing;
  alone: boolean;
  all: () => void;
}) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  const { after, ...rest } = listing.query;
  const asked = {
    ...rest,
    resource: stock.resource,
    ...(stock.storage_years ? { storage_years: stock.storage_years } : {}),
    ...(alone && after ? { after } : {}),
    limit: alone ? ROWS : ROWS_BESIDE_OTHERS,
  };
  const packs = useList(orgKey(organization, 'packs', poolOf(stock), asked.limit), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/packs', { params: { path: { organization }, query: asked as object } }),
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
    { key: 'used', title: d('packs.used'), number: true, cell: (pack) => <Quantity value={pack.used} unit={stock.unit} /> },
    { key: 'of', title: d('packs.quantity'), number: true, cell: (pack) => <Quantity value={pack.quantity} unit={stock.unit} /> },
    {
      key: 'order',
      title: d('packs.order'),
      cell: (pack) =>
        pack.order ? (
          <Link to="/o/$organization/orders/$order" params={{ organization, order: pack.order }}>
            {d('packs.seeOrder')}
          </Link>
        ) : (
          '—'
        ),
    },
  ];
  const table = (page: Schemas['Packs']) => (
    <Table
      caption={text(stock.name)}
      columns={columns}
      rows={page.packs}
      rowKey={(pack) => pack.id}
      empty={<Empty title={rest.state ? t('list.filtered') : d('packs.none')} />}
    />
  );
  return alone ? (
    <Listed query={packs} listing={listing}>
      {table}
    </Listed>
  ) : (
    <Shown query={packs}>
      {(page) => (
        <>
          {table(page)}
          {page.next ? (
            <p className="more">
              <button type="button" className="button small" onClick={all}>
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
