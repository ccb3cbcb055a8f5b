import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { dateIn, Deadline, Definition, When } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useHolderName, useItemName, useOrganization, useOverview } from './data';
import { ServiceDecision } from './ServiceDecision';
import { ServiceSteps } from './ServiceSteps';

type Service = Schemas['Service'];

const STATES = ['purchased', 'scheduled', 'delivered', 'accepted', 'expired', 'on_hold'] as const;
type State = (typeof STATES)[number];
type Sort = 'newest' | 'oldest';

const ROWS = 20;

/** One-time services: what was done with each, and the customer's acceptance, which alone completes it. */
export function ServicesPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const [state, setState] = useState<State | ''>('');
  const [sort, setSort] = useState<Sort>('newest');
  const query = useInfiniteQuery({
    queryKey: orgKey(organization, 'services', state, sort),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/services', {
          params: {
            path: { organization },
            query: { limit: ROWS, sort, ...(state ? { state } : {}), ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
  const path = `/v1/organizations/${organization}/services?limit=200&sort=${sort}${state ? `&state=${state}` : ''}`;
  return (
    <>
      <PageHead
        title={d('menu.services')}
        lead={d('services.lead')}
        actions={<CsvButton path={path} name={`services-${organization}`} />}
      />
      <div className="filters">
        <label>
          {d('work.state')}{' '}
          <select className="field" value={state} onChange={(event) => setState(event.target.value as State | '')}>
            <option value="">{d('orders.any')}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {d(`service.${one.toUpperCase()}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {d('orders.sort')}{' '}
          <select className="field" value={sort} onChange={(event) => setSort(event.target.value as Sort)}>
            <option value="newest">{d('work.newest')}</option>
            <option value="oldest">{d('work.oldest')}</option>
          </select>
        </label>
      </div>
      <More query={query}>
        {(pages) => {
          const services = pageOf(pages, (page) => page.services);
          const at = pages[0]?.at ?? '';
          return services.length === 0 ? (
            <section className="card">
              <Empty title={d(state ? 'work.none' : 'services.none')} />
            </section>
          ) : (
            <div>
              {services.map((service) => (
                <ServiceCard key={service.id} service={service} at={at} zone={zone} organization={organization} />
              ))}
            </div>
          );
        }}
      </More>
    </>
  );
}

function ServiceCard({
  service,
  at,
  zone,
  organization,
}: {
  service: Service;
  at: string;
  zone: string | undefined;
  organization: string;
}) {
  const d = useDeskWords();
  const name = useItemName(service.item);
  const holder = useHolderName(organization);
  const open = service.state === 'PURCHASED' || service.state === 'SCHEDULED';
  return (
    <section className="card" aria-label={name}>
      <div className="stock-head">
        <h2>{name}</h2>
        <Tag tone={toneOf(service.state)}>{d(`service.${service.state}`)}</Tag>
      </div>
      <dl className="definitions">
        {service.for === organization ? null : <Definition term={d('work.for')}>{holder(service.for)}</Definition>}
        <Definition term={d('work.bought')}>
          <When at={service.purchased_at} zone={zone} />
        </Definition>
        {open ? (
          <Definition term={d('services.deliverBy')}>
            <Deadline until={service.until} at={at} zone={zone} />
          </Definition>
        ) : null}
      </dl>
      {service.steps.length > 0 ? (
        <>
          <h3 className="apart">{d('work.history')}</h3>
          <ServiceSteps service={service} zone={zone} organization={organization} />
        </>
      ) : null}
      {service.state === 'DELIVERED' ? (
        may('services.accept', organization) ? (
          <ServiceDecision service={service} name={name} organization={organization} today={dateIn(at, zone)} />
        ) : (
          <p className="notice info">{d('work.notYours')}</p>
        )
      ) : null}
    </section>
  );
}
