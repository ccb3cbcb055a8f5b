import { useInfiniteQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { More, pageOf } from '../ui/More';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Timeline } from '../ui/Timeline';
import { orgKey, useOrganization, useOverview } from './data';

const FACTS_LOOKED_AT = 200;

/** What the organization was told, newest first, and what it will be told if nobody does anything. */
export function NoticesPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const query = useInfiniteQuery({
    queryKey: orgKey(organization, 'notices'),
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/timeline', {
          params: {
            path: { organization },
            query: { only: 'notices', limit: FACTS_LOOKED_AT, ...(pageParam ? { before: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.earlier,
  });
  return (
    <>
      <PageHead
        title={d('menu.notices')}
        lead={d('notices.lead')}
        actions={<CsvButton path={`/v1/organizations/${organization}/notices`} name={`notices-${organization}`} />}
      />
      <More query={query}>
        {(pages) => {
          const past = pageOf(pages, (page) => page.past);
          const coming = (pages[0]?.future ?? []).filter((entry) => entry.code);
          return (
            <div className="grid two">
              <section className="card">
                <h2>{d('notices.past')}</h2>
                {past.length === 0 ? (
                  <Empty title={d('notices.none')} />
                ) : (
                  <Timeline entries={past} zone={zone} label={d('notices.past')} organization={organization} />
                )}
              </section>
              <section className="card">
                <h2>{d('notices.coming')}</h2>
                {coming.length === 0 ? (
                  <Empty title={d('notices.noneComing')} />
                ) : (
                  <Timeline entries={coming} zone={zone} label={d('notices.coming')} organization={organization} />
                )}
              </section>
            </div>
          );
        }}
      </More>
    </>
  );
}
