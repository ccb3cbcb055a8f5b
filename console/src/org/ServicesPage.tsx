import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { dateIn, Deadline, Definition, When } from '../ui/format';
import { useByAge } from '../ui/Filters';
import { List, ListFrame } from '../ui/ListPage';
import { BY_AGE, PAGE_ROWS, useList, useListing } from '../ui/listing';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useHolderName, useItemName, useOrganization, useOverview } from './data';
import { ServiceDecision } from './ServiceDecision';
import { ServiceSteps } from './ServiceSteps';

type Service = Schemas['Service'];

const STATES = ['PURCHASED', 'SCHEDULED', 'DELIVERED', 'ACCEPTED', 'EXPIRED', 'ON_HOLD'] as const;

/** One-time services: the history of each, and the customer's acceptance, which alone completes it. */
export function ServicesPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing({ state: STATES, sort: BY_AGE });
  const query = useList(orgKey(organization, 'services'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/services', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const byAge = useByAge();
  return (
    <ListFrame
      title={d('menu.services')}
      lead={d('services.lead')}
      csv={{ path: `/v1/organizations/${organization}/services`, name: `services-${organization}` }}
      listing={listing}
      filters={{ state: { label: d('work.state'), name: (one) => d(`service.${one}`) }, sort: byAge }}
    >
      <List
        listing={listing}
        query={query}
        rows={(page) => page.items}
        empty={d('services.none')}
        show={(rows, page) =>
          rows.map((service) => (
            <ServiceCard key={service.id} service={service} at={page.at} zone={zone} organization={organization} />
          ))
        }
      />
    </ListFrame>
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
