import { useMutation, useQueryClient } from '@tanstack/react-query';
import { may } from '../api/access';
import { api, freshKey, keyed, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Deadline, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Refused, Shown } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useOrganization, useOverview } from './data';

type Right = Schemas['Right'];

/** Licenses by feature and institution, what ends first before what ends later. */
export function LicensesPage() {
  const d = useDeskWords();
  const text = useText();
  const organization = useOrganization();
  const overview = useOverview(organization);
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (right: Right) =>
      read(
        api.POST('/v1/organizations/{organization}/licenses/end', {
          params: { path: { organization }, header: keyed(freshKey()) },
          body: { item: right.item, for: right.for, at_end: !right.ends_at_until },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }),
  });
  return (
    <>
      <PageHead
        title={d('menu.licenses')}
        lead={d('licenses.lead')}
        actions={<CsvButton path={`/v1/organizations/${organization}/licenses`} name={`licenses-${organization}`} />}
      />
      <Refused error={end.error} />
      <Shown query={overview}>
        {(data) => {
          const columns: Column<Right>[] = [
            { key: 'item', title: d('licenses.item'), cell: (row) => <strong>{text(row.name)}</strong> },
            { key: 'for', title: d('licenses.for'), cell: (row) => row.for },
            {
              key: 'state',
              title: d('licenses.state'),
              cell: (row) => (
                <span className="tags">
                  <Tag tone={toneOf(row.state)}>{d(`state.${row.state}`)}</Tag>
                  {row.ends_at_until ? <Tag tone="calm">{d('licenses.ending')}</Tag> : null}
                </span>
              ),
            },
            { key: 'from', title: d('licenses.from'), cell: (row) => <When at={row.from} zone={data.zone} /> },
            {
              key: 'until',
              title: d('licenses.until'),
              cell: (row) =>
                row.until ? (
                  row.state === 'ACTIVE' ? (
                    <Deadline until={row.until} at={data.at} zone={data.zone} />
                  ) : (
                    <When at={row.until} zone={data.zone} />
                  )
                ) : (
                  d('licenses.noEnd')
                ),
            },
            {
              key: 'do',
              title: d('licenses.do'),
              cell: (row) =>
                row.form === 'subscription' && row.state === 'ACTIVE' && may('licenses.write', organization) ? (
                  <button
                    type="button"
                    className="button small"
                    disabled={end.isPending}
                    onClick={() => end.mutate(row)}
                  >
                    {row.ends_at_until ? d('licenses.keep') : d('licenses.letEnd')}
                  </button>
                ) : (
                  '—'
                ),
            },
          ];
          return (
            <section className="card">
              <Table
                caption={d('menu.licenses')}
                columns={columns}
                rows={data.works}
                rowKey={(row) => `${row.item} ${row.for} ${row.from} ${row.until ?? ''}`}
                empty={<Empty title={d('overview.noRights')} />}
              />
            </section>
          );
        }}
      </Shown>
    </>
  );
}
