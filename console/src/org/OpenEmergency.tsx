import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, freshKey, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Dialog } from '../ui/Dialog';
import { Refused } from '../ui/Shown';

const DOCTOR_CHARACTERS_MAX = 200;
const REASON_CHARACTERS_MAX = 2000;

/** The button and the dialog with which a doctor opens emergency access; the dialog says what follows. */
export function OpenEmergency({ organization, offered }: { organization: string; offered: Schemas['EmergencyOffer'][] }) {
  const d = useDeskWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p>{d('emergency.lead')}</p>
      <p className="actions">
        <button type="button" className="button" onClick={() => setAsking(true)}>
          {d('emergency.do')}
        </button>
      </p>
      {asking ? (
        <Dialog title={d('emergency.ask')} onClose={() => setAsking(false)}>
          <Form organization={organization} offered={offered} onDone={() => setAsking(false)} />
        </Dialog>
      ) : null}
    </>
  );
}

function Form({
  organization,
  offered,
  onDone,
}: {
  organization: string;
  offered: Schemas['EmergencyOffer'][];
  onDone: () => void;
}) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const most = Math.min(...offered.map((offer) => offer.hours));
  const [key] = useState(freshKey);
  const [doctor, setDoctor] = useState('');
  const [reason, setReason] = useState('');
  const [hours, setHours] = useState(String(most));
  const open = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/emergencies', {
          params: { path: { organization }, header: { 'Idempotency-Key': key } },
          body: { doctor: doctor.trim(), reason: reason.trim(), hours: Number(hours) },
        }),
      ),
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
        open.mutate();
      }}
    >
      <ul className="effects-list">
        <li>{d('emergency.effectOpen')}</li>
        <li>{d('emergency.effectOwed')}</li>
        <li>{d('emergency.effectTold')}</li>
        {offered.map((offer) => (
          <li key={offer.product}>
            {d('emergency.effectCount', {
              product: offer.product.toUpperCase(),
              left: offer.left,
              all: offer.per_month,
              hours: offer.hours,
            })}
          </li>
        ))}
      </ul>
      <label className="stacked">
        {d('emergency.doctor')}
        <input
          className="field"
          required
          maxLength={DOCTOR_CHARACTERS_MAX}
          value={doctor}
          onChange={(event) => setDoctor(event.target.value)}
        />
      </label>
      <label className="stacked">
        {d('emergency.reason')}
        <textarea
          className="field"
          required
          rows={3}
          maxLength={REASON_CHARACTERS_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <label className="stacked">
        {d('emergency.hours')}
        <input
          className="field end"
          type="number"
          required
          min={1}
          max={most}
          value={hours}
          onChange={(event) => setHours(event.target.value)}
        />
      </label>
      <Refused error={open.error} />
      <p className="actions end">
        <button type="button" className="button" onClick={onDone}>
          {d('ask.cancel')}
        </button>
        <button type="submit" className="button primary" disabled={open.isPending}>
          {d('emergency.yes')}
        </button>
      </p>
    </form>
  );
}
