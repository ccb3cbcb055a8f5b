import { useQuery } from '@tanstack/react-query';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Choice, csvPath, Listed, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty, Shown } from '../ui/Shown';
import { Timeline } from '../ui/Timeline';
import { orgKey, useOrganization, useOverview } from './data';

type Code = Schemas['NoticeCode'];

/** The codes that an organization is told of, as one looks for them. */
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

/** What the organization was told, newest first, and what it will be told if nobody does anything. */
export function NoticesPage() {
  const d = useDeskWords();
  const t = useWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing(['code', 'sort']);
  const told = useList(orgKey(organization, 'notices'), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/notices', {
        params: { path: { organization }, query: { limit: 25, sort: 'newest', ...listing.query } as object },
      }),
    ),
  );
  const timeline = useQuery({
    queryKey: orgKey(organization, 'coming'),
    queryFn: () =>
      read(
        api.GET('/v1/organizations/{organization}/timeline', {
          params: { path: { organization }, query: { only: 'notices', limit: 1 } },
        }),
      ),
  });
  return (
    <>
      <PageHead
        title={d('menu.notices')}
        lead={d('notices.lead')}
        actions={<CsvButton path={csvPath(`/v1/organizations/${organization}/notices`, listing)} name={`notices-${organization}`} />}
      />
      <div className="filters">
        <Choice
          label={d('notices.code')}
          value={listing.values.code}
          any={t('list.any')}
          options={CODES.map((code) => [code, d(`notice.${code}`).replace(/[:：]$/, '')])}
          onChange={(code) => listing.set({ code })}
        />
        <Choice
          label={t('list.sort')}
          value={listing.values.sort || 'newest'}
          options={[
            ['newest', t('list.newest')],
            ['oldest', t('list.oldest')],
          ]}
          onChange={(sort) => listing.set({ sort })}
        />
      </div>
      <div className="grid two">
        <section className="card">
          <h2>{d('notices.past')}</h2>
          <Listed query={told} listing={listing}>
            {(page) =>
              page.notices.length === 0 ? (
                <Empty title={listing.values.code ? t('list.filtered') : d('notices.none')} />
              ) : (
                <Timeline entries={page.notices.map(entryOf)} zone={zone} label={d('notices.past')} organization={organization} />
              )
            }
          </Listed>
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
    </>
  );
}

function entryOf(notice: Schemas['Notice']): Schemas['TimelineEntry'] {
  const { effective_at: at, booked_at: _booked, organization: _organization, ...rest } = notice;
  return { ...rest, at, what: 'Noticed' };
}
