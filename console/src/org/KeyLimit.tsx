import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Dialog } from '../ui/Dialog';
import { Refused } from '../ui/Shown';
import { keysKey, limitKey, type KeyOwner } from './keyCalls';

export const UNITS_USUAL = 200_000;
const UNITS_LEAST = 100;
const UNITS_MOST = 1_000_000;

/** How many units of work a key may ask each second. */
export function UnitsField({ units, onChange }: { units: number; onChange: (units: number) => void }) {
  const d = useDeskWords();
  return (
    <label className="stacked">
      {d('secret.units')}
      <input
        className="field"
        type="number"
        required
        min={UNITS_LEAST}
        max={UNITS_MOST}
        value={units === 0 ? '' : units}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <span className="quiet">{d('secret.unitsHint')}</span>
    </label>
  );
}

/** Changes the limit of a key. */
export function KeyLimit({ owner, apiKey }: { owner: KeyOwner; apiKey: Schemas['ApiKey'] }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [units, setUnits] = useState(apiKey.units_per_second);
  const limit = useMutation({
    mutationFn: () => limitKey(owner, apiKey.id, units),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keysKey(owner) });
      setOpen(false);
    },
  });
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-label={d('secret.limitOne', { name: apiKey.name })}
        onClick={() => {
          limit.reset();
          setUnits(apiKey.units_per_second);
          setOpen(true);
        }}
      >
        {d('secret.limit')}
      </button>
      {open ? (
        <Dialog title={d('secret.limitTitle', { name: apiKey.name })} onClose={() => setOpen(false)}>
          <form
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              limit.mutate();
            }}
          >
            <UnitsField units={units} onChange={setUnits} />
            <Refused error={limit.error} />
            <p className="actions end">
              <button type="button" className="button" onClick={() => setOpen(false)}>
                {d('ask.cancel')}
              </button>
              <button type="submit" className="button primary" disabled={limit.isPending}>
                {d('secret.limitYes')}
              </button>
            </p>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
