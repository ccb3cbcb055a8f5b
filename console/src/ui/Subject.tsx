import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { useText } from './format';

type Subject = Schemas['Subject'];

/** The item that a subject is about; none if there is none, or several. */
export function itemOf(subject: Subject): string | undefined {
  switch (subject.kind) {
    case 'license':
    case 'service':
    case 'line':
    case 'sales_request':
      return subject.item;
    case 'pool':
    case 'pack':
    case 'use':
      return subject.resource;
    case 'order':
    case 'payment':
    case 'money':
    case 'return':
    case 'agreement':
    case 'organization':
      return undefined;
  }
}

/** The storage term of a pool or pack, in a muted style. */
export function StorageTerm({ subject }: { subject: Subject }) {
  const t = useWords();
  const years = subject.kind === 'pool' || subject.kind === 'pack' ? subject.storage_years : undefined;
  return years ? <span className="quiet"> · {t('prices.storage', { count: years })}</span> : null;
}

/** What something is about: the name of its item, or its number, with a link to its page. */
export function About({
  subject,
  name,
  organization,
}: {
  subject: Subject;
  /** Of the item. */
  name: Schemas['Text'] | undefined;
  /** The organization it belongs to. */
  organization: string;
}) {
  const d = useDeskWords();
  const text = useText();
  const called = name ? text(name) : itemOf(subject);
  const params = { organization };
  switch (subject.kind) {
    case 'order':
      return may('orders.read', organization) ? (
        <Link to="/o/$organization/orders/$order" params={{ organization, order: subject.id }}>
          {subject.reference}
        </Link>
      ) : (
        <>{subject.reference}</>
      );
    case 'license':
      return (
        <Link to="/o/$organization/licenses" params={params}>
          {called}
        </Link>
      );
    case 'service':
      return (
        <Link to="/o/$organization/services" params={params}>
          {called}
        </Link>
      );
    case 'pool':
    case 'pack':
      return (
        <>
          <Link
            to="/o/$organization/packs/movements"
            params={params}
            search={{
              resource: subject.resource,
              ...(subject.storage_years ? { years: subject.storage_years } : {}),
            }}
          >
            {called}
          </Link>
          <StorageTerm subject={subject} />
        </>
      );
    case 'use':
      return (
        <Link to="/o/$organization/usage" params={params}>
          {called}
        </Link>
      );
    case 'line':
    case 'sales_request':
      return <>{called}</>;
    case 'agreement':
      return <>{subject.number}</>;
    case 'organization':
      return <>{subject.id}</>;
    case 'payment':
      return may('payments.read', organization) ? (
        <Link to="/o/$organization/payments/$payment" params={{ organization, payment: subject.id }}>
          {d('payments.see')}
        </Link>
      ) : null;
    case 'money':
    case 'return':
      return null;
  }
}
