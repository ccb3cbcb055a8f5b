import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useDeskWords, useLanguage, useWords } from '../i18n';
import { When, formatNumber } from '../ui/format';
import { useByAge } from '../ui/Filters';
import { ListPage } from '../ui/ListPage';
import { BY_AGE, PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { useOrganization } from './data';
import { KeyActions, Secrets } from './KeyActions';
import { keysKey, keysPath, listKeys, type KeyOwner } from './keyCalls';
import { KeyMaking } from './KeyMaking';

type Key = Schemas['ApiKey'];

/** How many permissions are shown without being asked for. */
const PERMISSIONS_SHOWN = 8;

const STATES = ['ACTIVE', 'EXPIRED', 'REVOKED'] as const;

/** API keys of the organization's programs. */
export function KeysPage() {
  return <KeyPage owner={useOrganization()} />;
}

/** API keys of the vendor's own programs, and of its products. */
export function VendorKeysPage() {
  return <KeyPage owner={null} />;
}

/** API keys: made, shown once, rotated, revoked. */
function KeyPage({ owner }: { owner: KeyOwner }) {
  const d = useDeskWords();
  const language = useLanguage();
  const writes = owner === null ? may('product-keys.write') : may('keys.write', owner);
  const t = useWords();
  const listing = useListing({ search: TEXT, state: STATES, sort: BY_AGE });
  const keys = useList(keysKey(owner), listing, (asked) => listKeys(owner, { limit: PAGE_ROWS, ...asked }));
  const byAge = useByAge();
  const columns: Column<Key>[] = [
    {
      key: 'name',
      title: d('keys.name'),
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          {row.product ? <span className="under">{row.product}</span> : null}
          <span className="quiet under wraps">{d('secret.by', { name: row.created_by })}</span>
          {row.maker || row.maker_key ? null : <Tag tone="warn">{d('keys.unbound')}</Tag>}
        </>
      ),
    },
    {
      key: 'actions',
      title: d('keys.actions'),
      cell: (row) => (
        <>
          <Permissions actions={row.actions.filter((one) => !row.lost_actions.includes(one))} />
          {row.lost_actions.length > 0 ? (
            <span className="under wraps">
              <Tag tone="bad">{d('keys.lost')}</Tag>{' '}
              {row.lost_actions.map((one) => d(`may|${one}`, { keySeparator: '|', defaultValue: one })).join(' · ')}
            </span>
          ) : null}
          {row.addresses.length > 0 ? (
            <span className="quiet under wraps">{d('keys.from', { addresses: row.addresses.join(', ') })}</span>
          ) : null}
          <span className="quiet under wraps">{d('secret.unitsNow', { units: formatNumber(row.units_per_second, language) })}</span>
        </>
      ),
    },
    {
      key: 'state',
      title: d('keys.state'),
      cell: (row) => <Tag tone={row.state === 'ACTIVE' ? 'good' : 'calm'}>{d(`keys.${row.state}`)}</Tag>,
    },
    {
      key: 'secrets',
      title: d('secret.secrets'),
      cell: (row) => <Secrets owner={owner} apiKey={row} writes={writes} />,
    },
    { key: 'expires', title: d('keys.expires'), cell: (row) => <When at={row.expires_at} /> },
    ...(writes
      ? [
          {
            key: 'do',
            title: d('secret.do'),
            cell: (row: Key) => (row.state === 'ACTIVE' ? <KeyActions owner={owner} apiKey={row} /> : '—'),
          },
        ]
      : []),
  ];
  return (
    <>
      <ListPage
        title={d('menu.keys')}
        lead={owner === null ? d('keys.leadVendor') : d('keys.lead')}
        csv={{ path: keysPath(owner), name: owner === null ? 'keys' : `keys-${owner}` }}
        listing={listing}
        filters={{
          search: { label: t('list.search') },
          state: { label: d('keys.state'), name: (one) => d(`keys.${one}`) },
          sort: byAge,
        }}
        query={keys}
        rows={(page) => page.items}
        empty={d('keys.none')}
        show={(rows) => <Table caption={d('menu.keys')} columns={columns} rows={rows} rowKey={(row) => row.id} />}
      />
      {writes ? <KeyMaking owner={owner} /> : null}
    </>
  );
}

function Permissions({ actions }: { actions: string[] }) {
  const d = useDeskWords();
  const words = actions.map((one) => d(`may|${one}`, { keySeparator: '|', defaultValue: one })).join(' · ');
  return actions.length <= PERMISSIONS_SHOWN ? (
    <>{words}</>
  ) : (
    <details>
      <summary>{d('keys.permissions', { count: actions.length })}</summary>
      {words}
    </details>
  );
}
