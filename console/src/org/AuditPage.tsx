import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { When } from '../ui/format';
import { useByAge } from '../ui/Filters';
import { ListPage } from '../ui/ListPage';
import { BY_AGE, PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { Table, type Column } from '../ui/Table';
import { AuditChange } from './AuditChange';
import { orgKey, useOrganization, useOverview } from './data';

type Entry = Schemas['AuditEntry'];

/** Who changed what, from where, when; search and export by the server. */
export function AuditPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing({ search: TEXT, action: TEXT, sort: BY_AGE });
  const query = useList(orgKey(organization, 'audit'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/audit', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const byAge = useByAge();
  const columns: Column<Entry>[] = [
    { key: 'at', title: d('audit.at'), cell: (row) => <When at={row.at} zone={zone} /> },
    { key: 'who', title: d('audit.who'), cell: (row) => row.actor.name },
    { key: 'what', title: d('audit.what'), cell: (row) => <code className="word">{row.action}</code> },
    { key: 'subject', title: d('audit.subject'), cell: (row) => (row.subject ? <code>{row.subject}</code> : '—') },
    { key: 'from', title: d('audit.from'), cell: (row) => row.address },
    { key: 'details', title: d('audit.details'), cell: (row) => <Details entry={row} /> },
  ];
  return (
    <ListPage
      title={d('menu.audit')}
      lead={d('audit.lead')}
      csv={{ path: `/v1/organizations/${organization}/audit`, name: `audit-${organization}` }}
      listing={listing}
      filters={{ search: { label: d('audit.search') }, action: { label: d('audit.what') }, sort: byAge }}
      query={query}
      rows={(page) => page.items}
      empty={d('audit.none')}
      show={(rows) => <Table caption={d('menu.audit')} columns={columns} rows={rows} rowKey={(row) => String(row.seq)} />}
    />
  );
}

function Details({ entry }: { entry: Entry }) {
  const d = useDeskWords();
  if (!entry.before && !entry.after) {
    return '—';
  }
  return (
    <details>
      <summary>{d('audit.details')}</summary>
      <AuditChange before={entry.before} after={entry.after} />
    </details>
  );
}
