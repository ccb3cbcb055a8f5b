import { useQuery } from '@tanstack/react-query';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { useByAge } from '../ui/Filters';
import { List, ListFrame } from '../ui/ListPage';
import { BY_AGE, PAGE_ROWS, useList, useListing } from '../ui/listing';
import { Empty, Shown } from '../ui/Shown';
import { Timeline } from '../ui/Timeline';
import { orgKey, useOrganization, useOverview } from './data';

type Code = Schemas['NoticeCode'];

/** The notice codes of an organization, as offered in the filter. */
const CODES: Code[] = [
  'ENDING_IN_30_DAYS',
  'ENDING_IN_15_DAYS',
  'ENDING_IN_7_DAYS',
  'ENDING_IN_3_DAYS',
  'ENDING_IN_1_DAY',
  'LOW_20',
  'LOW_10',
  'LOW_5',
  'LOW_0',
  'ARREARS_STARTED',
  'ARREARS_12_HOURS',
  'SUSPENDED',
  'RESTORED',
  'STILL_SUSPENDED',
  'ORDER_PAID',
  'ACTIVATED',
  'SERVICE_ENDING_IN_30_DAYS',
  'SERVICE_ENDING_IN_7_DAYS',
  'SERVICE_DELIVERED',
  'SERVICE_EXPIRED',
  'RENEWED',
  'PAYMENT_RECALLED',
];

/** The organization's notices, newest first, and those to come if nobody acts. */
export function NoticesPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing({ code: CODES, sort: BY_AGE });
  const told = useList(orgKey(organization, 'notices'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/notices', {
        params: {
          path: { organization },
          query: { limit: PAGE_ROWS, ...asked },
        },
      }),
    ),
  );
  const byAge = useByAge();
  const timeline = useQuery({
    queryKey: orgKey(organization, 'coming'),
    queryFn: () =>
      read(
        api.GET('/v1/organizations/{organization}/timeline', {
          params: { path: { organization }, query: { only: 'NOTICES', limit: 1 } },
        }),
      ),
  });
  return (
    <ListFrame
      title={d('menu.notices')}
      lead={d('notices.lead')}
      csv={{ path: `/v1/organizations/${organization}/notices`, name: `notices-${organization}` }}
      listing={listing}
      filters={{
        code: { label: d('notices.code'), name: (one) => d(`notice.${one}`).replace(/[:：]$/, '') },
        sort: byAge,
      }}
    >
      <div className="grid two">
        <section className="card">
          <h2>{d('notices.past')}</h2>
          <List
            listing={listing}
            query={told}
            rows={(page) => page.items}
            empty={d('notices.none')}
            show={(rows) => (
              <Timeline entries={rows.map(entryOf)} zone={zone} label={d('notices.past')} organization={organization} />
            )}
          />
        </section>
        <section className="card">
          <h2>{d('notices.coming')}</h2>
          <Shown query={timeline}>
            {(data) =>
              data.future.length === 0 ? (
                <Empty title={d('notices.noneComing')} />
              ) : (
                <Timeline entries={data.future} zone={zone} label={d('notices.coming')} organization={organization} />
              )
            }
          </Shown>
        </section>
      </div>
    </ListFrame>
  );
}

function entryOf(notice: Schemas['Notice']): Schemas['TimelineEntry'] {
  const { effective_at: at, booked_at: _booked, organization: _organization, ...rest } = notice;
  return { ...rest, at, what: 'NOTICED' };
}
