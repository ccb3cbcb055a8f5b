import { useInfiniteQuery } from '@tanstack/react-query';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { productOf } from '../shop/lines';
import { When } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { itemOf } from '../ui/Subject';
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
  const { organization, zone } = overview;
  const stopped = new Set(
    overview.debts.filter((debt) => debt.suspended).map((debt) => productOf(itemOf(debt.subject) ?? '')),
  );
  const emergencies = useInfiniteQuery({
    queryKey: orgKey(organization, 'emergencies'),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/emergencies', {
          params: { path: { organization }, query: pageParam ? { cursor: pageParam } : {} },
        }),
      ),
    getNextPageParam: (page) => page.next,
    refetchInterval: EVERY_MILLISECONDS,
  });
  return (
    <More query={emergencies}>
      {(pages) => {
        const rows = pageOf(pages, (page) => page.items);
        const open = rows.filter((row) => row.open && !row.item);
        // What is suspended, and not open already.
        const offered = (pages[0]?.offered ?? []).filter(
          ({ product }) => stopped.has(product) && !open.some((row) => row.products.includes(product)),
        );
        const can = opens && offered.length > 0 && may('emergencies.open', organization);
        if (rows.length === 0 && !can) {
          return null;
        }
        return (
          <section className="card" aria-labelledby="emergency-title">
            <h2 id="emergency-title">{d('emergency.title')}</h2>
            {open.map((row) => (
              <p key={row.id} className="notice warn" role="status">
                <strong>
                  <What one={row} />
                </strong>{' '}
                {d('emergency.now')} <When at={row.until} zone={zone} />
              </p>
            ))}
            {can ? <Opening organization={organization} offered={offered} /> : null}
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

/** The button that opens, or why there is none. */
function Opening({ organization, offered }: { organization: string; offered: Schemas['EmergencyOffer'][] }) {
  const t = useWords();
  const left = offered.filter((offer) => offer.left > 0);
  return left.length > 0 ? (
    <OpenEmergency organization={organization} offered={left} />
  ) : (
    <p className="notice warn">{t('code.EMERGENCY_LIMIT')}</p>
  );
}

function What({ one }: { one: Emergency }) {
  return <>{one.item ?? one.products.map((product) => product.toUpperCase()).join(', ')}</>;
}

function Uses({ one }: { one: Emergency }) {
  const d = useDeskWords();
  return <span className="keep">{d('emergency.count', { count: one.uses.reduce((sum, pool) => sum + pool.uses, 0) })}</span>;
}
