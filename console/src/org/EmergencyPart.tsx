import { useInfiniteQuery } from '@tanstack/react-query';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { When } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { Table } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { orgKey } from './data';
import { OpenEmergency } from './OpenEmergency';

type Emergency = Schemas['Emergency'];

const EVERY_MILLISECONDS = 30_000;

/**
 * Emergency access: every time a doctor opened it, and while something is suspended the button that opens it. Nothing
 * where it was never opened and cannot be.
 *
 * @param opens whether this is a page of the organization itself
 */
export function EmergencyPart({ overview, opens }: { overview: Schemas['Overview']; opens: boolean }) {
  const d = useDeskWords();
  const { organization, standing, zone } = overview;
  const emergencies = useInfiniteQuery({
    queryKey: orgKey(organization, 'emergencies'),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/emergencies', {
          params: { path: { organization }, query: pageParam ? { after: pageParam } : {} },
        }),
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: EVERY_MILLISECONDS,
  });
  return (
    <More query={emergencies}>
      {(pages) => {
        const rows = pageOf(pages, (page) => page.emergencies);
        const offered = pages[0]?.offered ?? [];
        const can = opens && standing === 'SUSPENDED' && offered.length > 0 && may('emergencies.open', organization);
        if (rows.length === 0 && !can) {
          return null;
        }
        return (
          <section className="card" aria-labelledby="emergency-title">
            <h2 id="emergency-title">{d('emergency.title')}</h2>
            {can ? <OpenEmergency organization={organization} offered={offered} /> : null}
            {rows.length > 0 ? (
              <Table
                caption={d('emergency.title')}
                rows={rows}
                rowKey={(row) => row.id}
                columns={[
                  { key: 'doctor', title: d('emergency.doctor'), cell: (row) => row.doctor },
                  { key: 'reason', title: d('emergency.reason'), cell: (row) => row.reason },
                  { key: 'what', title: d('emergency.what'), cell: (row) => <What one={row} /> },
                  { key: 'from', title: d('emergency.from'), cell: (row) => <When at={row.from} zone={zone} /> },
                  {
                    key: 'until',
                    title: d('emergency.until'),
                    cell: (row) => (
                      <>
                        <When at={row.until} zone={zone} />{' '}
                        {row.open ? <Tag tone="warn">{d('emergency.open')}</Tag> : null}
                      </>
                    ),
                  },
                  { key: 'uses', title: d('emergency.uses'), number: true, cell: (row) => <Uses one={row} /> },
                ]}
              />
            ) : null}
          </section>
        );
      }}
    </More>
  );
}

function What({ one }: { one: Emergency }) {
  return <>{one.item ?? one.products.map((product) => product.toUpperCase()).join(', ')}</>;
}

function Uses({ one }: { one: Emergency }) {
  const d = useDeskWords();
  return <>{d('emergency.count', { count: one.uses.reduce((sum, pool) => sum + pool.uses, 0) })}</>;
}
