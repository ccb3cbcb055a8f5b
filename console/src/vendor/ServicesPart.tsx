import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may, signedIn } from '../api/access';
import { api, freshKey, keyed, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { orgKey, useHolderName, useItemName } from '../org/data';
import { ServiceSteps } from '../org/ServiceSteps';
import { Dialog } from '../ui/Dialog';
import { Deadline, When } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { Empty, Refused } from '../ui/Shown';
import { Tag, toneOf } from '../ui/Tag';

type Service = Schemas['Service'];
type Step = 'schedule' | 'deliver';

const ROWS = 10;

/** The services of an organization, which the vendor schedules and delivers. */
export function ServicesPart({ organization, zone }: { organization: string; zone: string }) {
  const d = useDeskWords();
  const query = useInfiniteQuery({
    queryKey: orgKey(organization, 'services', 'vendor'),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/services', {
          params: { path: { organization }, query: { limit: ROWS, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
  return (
    <section className="card" id="services" aria-labelledby="services-title">
      <h2 id="services-title">{d('work.services')}</h2>
      <More query={query}>
        {(pages) => {
          const services = pageOf(pages, (page) => page.items);
          const at = pages[0]?.at ?? '';
          return services.length === 0 ? (
            <Empty title={d('work.noServices')} />
          ) : (
            <ul className="plain tasks">
              {services.map((service) => (
                <Row key={service.id} service={service} at={at} zone={zone} organization={organization} />
              ))}
            </ul>
          );
        }}
      </More>
    </section>
  );
}

function Row({ service, at, zone, organization }: { service: Service; at: string; zone: string; organization: string }) {
  const d = useDeskWords();
  const name = useItemName(service.item);
  const holder = useHolderName(organization);
  const [step, setStep] = useState<Step | null>(null);
  const open = service.state === 'PURCHASED' || service.state === 'SCHEDULED';
  return (
    <li>
      <div className="grow">
        <strong>{name}</strong> <Tag tone={toneOf(service.state)}>
          {service.state === 'DELIVERED' ? d('work.delivered') : d(`service.${service.state}`)}
        </Tag>
        <p className="quiet facts">
          <span>
            {d('work.bought')} <When at={service.purchased_at} zone={zone} />
          </span>
          {service.for === organization ? null : <span>{d('services.for', { holder: holder(service.for) })}</span>}
          {open ? (
            <span>
              {d('services.deliverBy')} <Deadline until={service.until} at={at} zone={zone} />
            </span>
          ) : null}
        </p>
        {service.steps.length > 0 ? (
          <details>
            <summary>{d('work.history')}</summary>
            <ServiceSteps service={service} zone={zone} organization={organization} />
          </details>
        ) : null}
      </div>
      {open && may('services.deliver', organization) ? (
        <span className="row-actions">
          <button type="button" className="button small" onClick={() => setStep('schedule')}>
            {d('work.schedule')}
          </button>
          <button type="button" className="button small primary" onClick={() => setStep('deliver')}>
            {d('work.deliver')}
          </button>
        </span>
      ) : null}
      {step ? (
        <Dialog title={d(`work.${step}Title`, { name })} onClose={() => setStep(null)}>
          <StepForm step={step} service={service} organization={organization} onDone={() => setStep(null)} />
        </Dialog>
      ) : null}
    </li>
  );
}

function StepForm({
  step,
  service,
  organization,
  onDone,
}: {
  step: Step;
  service: Service;
  organization: string;
  onDone: () => void;
}) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const last = service.steps.at(-1);
  const [by, setBy] = useState(last?.what === 'SCHEDULED' ? last.by : (signedIn()?.name ?? ''));
  const [mode, setMode] = useState<'LOCAL' | 'REMOTE'>(last?.mode ?? 'LOCAL');
  const [note, setNote] = useState('');
  const [key] = useState(freshKey);
  const book = useMutation({
    mutationFn: () => {
      const params = { path: { organization, service: service.id }, header: keyed(key) };
      const body = { mode, by: by.trim(), ...(note.trim() ? { note: note.trim() } : {}) };
      return step === 'schedule'
        ? read(api.POST('/v1/organizations/{organization}/services/{service}/schedule', { params, body }))
        : read(api.POST('/v1/organizations/{organization}/services/{service}/deliver', { params, body }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        book.mutate();
      }}
    >
      <p className="quiet">{d(`work.${step}Text`)}</p>
      <div className="fields">
        <label className="stacked">
          {d('work.who')}
          <input className="field" required maxLength={200} value={by} onChange={(event) => setBy(event.target.value)} />
        </label>
        <label className="stacked">
          {d('work.mode')}
          <select className="field" value={mode} onChange={(event) => setMode(event.target.value as 'LOCAL' | 'REMOTE')}>
            <option value="LOCAL">{d('work.LOCAL')}</option>
            <option value="REMOTE">{d('work.REMOTE')}</option>
          </select>
        </label>
      </div>
      <label className="stacked">
        {step === 'schedule' ? d('work.noteSchedule') : d('work.note')}
        <textarea className="field" rows={3} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <Refused error={book.error} />
      <p className="actions end">
        <button type="button" className="button" onClick={onDone}>
          {d('ask.cancel')}
        </button>
        <button type="submit" className="button primary" disabled={book.isPending || !by.trim()}>
          {d(`work.${step}Yes`)}
        </button>
      </p>
    </form>
  );
}
