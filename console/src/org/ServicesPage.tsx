import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { dateIn, Deadline, Definition, When } from '../ui/format';
import { Choice, csvPath, Listed, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useHolderName, useItemName, useOrganization, useOverview } from './data';
import { ServiceDecision } from './ServiceDecision';
import { ServiceSteps } from './ServiceSteps';

type Service = Schemas['Service'];

const STATES = ['purchased', 'scheduled', 'delivered', 'accepted', 'expired', 'on_hold'] as const;

const ROWS = 20;

/** One-time services: what was done with each, and the customer's acceptance, which alone completes it. */
export function ServicesPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing(['state', 'sort']);
  const query = useList(orgKey(organization, 'services'), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/services', {
        params: { path: { organization }, query: { limit: ROWS, ...(listing.query as object) } },
      }),
    ),
  );
  const path = csvPath(`/v1/organizations/${organization}/services`, listing);
  return (
    <>
      <PageHead
        title={d('menu.services')}
        lead={d('services.lead')}
        actions={<CsvButton path={path} name={`services-${organization}`} />}
      />
      <div className="filters">
        <Choice
          label={d('work.state')}
          value={listing.values.state}
          any={d('orders.any')}
          options={STATES.map((one) => [one, d(`service.${one.toUpperCase()}`)])}
          onChange={(state) => listing.set({ state })}
        />
        <Choice
          label={d('orders.sort')}
          value={listing.values.sort || 'newest'}
          options={[
            ['newest', d('work.newest')],
            ['oldest', d('work.oldest')],
          ]}
          onChange={(sort) => listing.set({ sort })}
        />
      </div>
      <Listed query={query} listing={listing}>
        {(page) =>
          page.services.length === 0 ? (
            <section className="card">
              <Empty title={d(listing.values.state ? 'work.none' : 'services.none')} />
            </section>
          ) : (
            <>
              {page.services.map((service) => (
                <ServiceCard key={service.id} service={service} at={page.at} zone={zone} organization={organization} />
              ))}
            </>
          )
        }
      </Listed>
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
