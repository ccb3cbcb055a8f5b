import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useLanguage, useWords } from '../i18n';
import { Once } from '../ui/Dialog';
import { When, formatNumber } from '../ui/format';
import { useByAge } from '../ui/Filters';
import { ListPage } from '../ui/ListPage';
import { BY_AGE, PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { Refused } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { orgKey, useOrganization } from './data';
import { KeyActions, Secrets } from './KeyActions';
import { UNITS_USUAL, UnitsField } from './KeyLimit';

type Action = Schemas['KeyAction'];
type Key = Schemas['ApiKey'];

const STATES = ['active', 'expired', 'revoked'] as const;

const ACTIONS: Action[] = [
  'uses.write',
  'access.read',
  'stock.read',
  'orders.read',
  'services.read',
  'notices.read',
  'organization.read',
];

/** API keys of the organization's programs: created, shown once, revoked. */
export function KeysPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const language = useLanguage();
  const writes = may('keys.write', organization);
  const t = useWords();
  const listing = useListing({ search: TEXT, state: STATES, sort: BY_AGE });
  const keys = useList(orgKey(organization, 'keys'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/keys', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const byAge = useByAge();
  const columns: Column<Key>[] = [
    {
      key: 'name',
      title: d('keys.name'),
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          <span className="quiet under">{d('secret.by', { name: row.created_by })}</span>
        </>
      ),
    },
    {
      key: 'actions',
      title: d('keys.actions'),
      cell: (row) => (
        <>
          {row.actions.map((one) => d(`action|${one}`, { keySeparator: '|', defaultValue: one })).join(', ')}
          <span className="quiet under">{d('secret.unitsNow', { units: formatNumber(row.units_per_second, language) })}</span>
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
      cell: (row) => <Secrets organization={organization} apiKey={row} writes={writes} />,
    },
    { key: 'expires', title: d('keys.expires'), cell: (row) => <When at={row.expires_at} /> },
    ...(writes
      ? [
          {
            key: 'do',
            title: d('secret.do'),
            cell: (row: Key) => (row.state === 'ACTIVE' ? <KeyActions organization={organization} apiKey={row} /> : '—'),
          },
        ]
      : []),
  ];
  return (
    <>
      <ListPage
        title={d('menu.keys')}
        lead={d('keys.lead')}
        csv={{ path: `/v1/organizations/${organization}/keys`, name: `keys-${organization}` }}
        listing={listing}
        filters={{
          search: { label: t('list.search') },
          state: { label: d('keys.state'), name: (one) => d(`keys.${one.toUpperCase()}`) },
          sort: byAge,
        }}
        query={keys}
        rows={(page) => page.keys}
        empty={d('keys.none')}
        show={(rows) => <Table caption={d('menu.keys')} columns={columns} rows={rows} rowKey={(row) => row.id} />}
      />
      {writes ? <Make organization={organization} /> : null}
    </>
  );
}

function Make({ organization }: { organization: string }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [until, setUntil] = useState('');
  const [units, setUnits] = useState(UNITS_USUAL);
  const [actions, setActions] = useState<Action[]>(['uses.write', 'access.read']);
  const make = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/keys', {
          params: { path: { organization } },
          body: { name: name.trim(), actions, expires_at: `${until}T23:59:59Z`, units_per_second: units },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization, 'keys') }),
  });
  return (
    <section className="card">
      <h2>{d('keys.make')}</h2>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <div className="fields">
          <label className="stacked">
            {d('keys.name')}
            <input className="field" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
          </label>
          <label className="stacked">
            {d('keys.until')}
            <input className="field" type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />
            <span className="quiet">{d('secret.untilHint')}</span>
          </label>
          <UnitsField units={units} onChange={setUnits} />
        </div>
        <fieldset className="methods">
          <legend>{d('keys.actions')}</legend>
          {ACTIONS.map((action) => (
            <label key={action} className="tick">
              <input
                type="checkbox"
                className="check"
                checked={actions.includes(action)}
                onChange={(event) =>
                  setActions(event.target.checked ? [...actions, action] : actions.filter((one) => one !== action))
                }
              />
              <span>{d(`action|${action}`, { keySeparator: '|' })}</span>
            </label>
          ))}
        </fieldset>
        <Refused error={make.error} />
        <p className="actions">
          <button type="submit" className="button primary" disabled={make.isPending || actions.length === 0}>
            {d('keys.makeNow')}
          </button>
        </p>
        {make.data?.secret ? <Once title={d('secret.made_', { name: make.data.name })} value={make.data.secret} /> : null}
      </form>
    </section>
  );
}
