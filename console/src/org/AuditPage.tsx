import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { When } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { AuditChange } from './AuditChange';
import { orgKey, useOrganization, useOverview } from './data';

type Entry = Schemas['AuditEntry'];

/** Who changed what, from where, when; searched and exported by the server. */
export function AuditPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const query = useInfiniteQuery({
    queryKey: orgKey(organization, 'audit', search),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/audit', {
          params: {
            path: { organization },
            query: { ...(search ? { search } : {}), ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
  const columns: Column<Entry>[] = [
    { key: 'at', title: d('audit.at'), cell: (row) => <When at={row.at} zone={zone} /> },
    { key: 'who', title: d('audit.who'), cell: (row) => row.actor.name },
    { key: 'what', title: d('audit.what'), cell: (row) => <code className="word">{row.action}</code> },
    { key: 'subject', title: d('audit.subject'), cell: (row) => (row.subject ? <code>{row.subject}</code> : '—') },
    { key: 'from', title: d('audit.from'), cell: (row) => row.address },
    { key: 'details', title: d('audit.details'), cell: (row) => <Details entry={row} /> },
  ];
  return (
    <>
      <PageHead
        title={d('menu.audit')}
        lead={d('audit.lead')}
        actions={<CsvButton path={`/v1/organizations/${organization}/audit.csv`} name={`audit-${organization}`} plain />}
      />
      <div className="filters">
        <label>
          {d('audit.search')}{' '}
          <input className="field" type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
      </div>
      <section className="card">
        <More query={query}>
          {(pages) => (
            <Table
              caption={d('menu.audit')}
              columns={columns}
              rows={pageOf(pages, (page) => page.entries)}
              rowKey={(row) => String(row.seq)}
              empty={<Empty title={d('audit.none')} />}
            />
          )}
        </More>
      </section>
    </>
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
