import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Quantity, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Shown } from '../ui/Shown';
import { Bar, Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useOrganization, useOverview } from './data';

type Pack = Schemas['Pack'];

/** Packs in the order in which they are deducted. */
export function PacksPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const packs = useQuery({
    queryKey: orgKey(organization, 'packs'),
    queryFn: () => read(api.GET('/v1/organizations/{organization}/packs', { params: { path: { organization } } })),
  });
  const overview = useOverview(organization);
  return (
    <>
      <PageHead
        title={d('menu.packs')}
        lead={d('packs.lead')}
        actions={<CsvButton path={`/v1/organizations/${organization}/packs`} name={`packs-${organization}`} />}
      />
      <Shown query={packs}>
        {(data) => (
          <Shown query={overview}>
            {(whole) =>
              whole.stock.length === 0 ? (
                <Empty title={d('packs.none')} />
              ) : (
                <>
                  {whole.stock.map((stock) => (
                    <PoolCard
                      key={`${stock.resource} ${stock.storage_years ?? ''}`}
                      stock={stock}
                      zone={whole.zone}
                      organization={organization}
                      packs={data.packs.filter(
                        (pack) => pack.resource === stock.resource && pack.storage_years === stock.storage_years,
                      )}
                    />
                  ))}
                </>
              )
            }
          </Shown>
        )}
      </Shown>
    </>
  );
}

function PoolCard({
  stock,
  packs,
  zone,
  organization,
}: {
  stock: Schemas['StockEntry'];
  packs: Pack[];
  zone: string;
  organization: string;
}) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
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
      <Bar
        percent={stock.percent}
        label={d('overview.leftOf', { percent: stock.percent })}
        tone={stock.percent <= 20 ? 'warn' : 'good'}
      />
      <Table
        caption={text(stock.name)}
        columns={columns}
        rows={packs}
        rowKey={(pack) => pack.id}
        empty={<Empty title={d('packs.none')} />}
      />
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
