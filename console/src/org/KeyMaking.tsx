import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useKeys } from '../api/keys';
import { currentRealm, LIVE } from '../api/realm';
import { useDeskWords } from '../i18n';
import { Once } from '../ui/Dialog';
import { Refused } from '../ui/Shown';
import { keysKey, makeKey, type KeyOwner } from './keyCalls';
import { UNITS_USUAL, UnitsField } from './KeyLimit';

type Permission = Schemas['PermissionRow'];

/** Roles, those with the fewest rights first: a permission is shown with the first that has it. */
const ROLES = ['VIEWER', 'BUYER', 'FINANCE', 'OPERATOR', 'OWNER'] as const;
const VENDOR_ROLES = ['AUDITOR', 'OPERATIONS', 'SALES', 'FINANCE', 'CATALOG', 'ADMINISTRATOR'] as const;

interface Group {
  name: string;
  permissions: Permission[];
}

/** The permissions that a key of this owner may have and its maker has, by role. */
function useGroups(owner: KeyOwner): Group[] {
  const d = useDeskWords();
  const table = useQuery({ queryKey: ['roles'], queryFn: () => read(api.GET('/v1/roles')), staleTime: Infinity });
  const all = (table.data?.items ?? []).filter(
    (one) =>
      one.keys.includes(owner === null ? 'VENDOR' : 'ORGANIZATION') &&
      (currentRealm() === LIVE || !one.beyond_realms) &&
      may(one.permission, owner ?? undefined),
  );
  const groups: Group[] =
    owner === null
      ? VENDOR_ROLES.map((role) => ({ name: d(`vendorRole.${role}`), permissions: first(all, VENDOR_ROLES, role, 'vendor') }))
      : ROLES.map((role) => ({ name: d(`role.${role}`), permissions: first(all, ROLES, role, 'organization') }));
  return groups.filter((group) => group.permissions.length > 0);
}

function first(all: Permission[], roles: readonly string[], role: string, of: 'vendor' | 'organization'): Permission[] {
  return all.filter((one) => roles.find((each) => (one[of] as string[]).includes(each)) === role);
}

/** Makes an API key: what it may, from where, until when. */
export function KeyMaking({ owner }: { owner: KeyOwner }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [until, setUntil] = useState('');
  const [units, setUnits] = useState(UNITS_USUAL);
  const [addresses, setAddresses] = useState('');
  const [actions, setActions] = useState<string[]>(owner === null ? [] : ['uses.write', 'access.read']);
  const keys = useKeys();
  const listed = addresses.split(/[\s,]+/).filter((one) => one);
  const make = useMutation({
    mutationFn: () => {
      const wanted = {
        name: name.trim(),
        actions,
        expires_at: `${until}T23:59:59Z`,
        units_per_second: units,
        ...(listed.length > 0 ? { addresses: listed } : {}),
        ...(owner === null ? { vendor: true } : {}),
      };
      return makeKey(owner, wanted, keys.of(wanted));
    },
    onSuccess: () => {
      keys.booked();
      return queries.invalidateQueries({ queryKey: keysKey(owner) });
    },
  });
  return (
    <section className="card">
      <h2>{d('keys.make')}</h2>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <div className="fields">
          <label className="stacked">
            {d('keys.name')}
            <input className="field" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
          </label>
          <label className="stacked">
            {d('keys.until')}
            <input className="field" type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />
            <span className="quiet">{d('secret.untilHint')}</span>
          </label>
          <UnitsField units={units} onChange={setUnits} />
          <label className="stacked">
            {d('keys.addresses')}
            <textarea
              className="field"
              rows={2}
              placeholder="192.0.2.7, 10.1.0.0/16, 2001:db8::/32"
              value={addresses}
              onChange={(event) => setAddresses(event.target.value)}
            />
            <span className="quiet">{d('keys.addressesHint')}</span>
          </label>
        </div>
        <Actions owner={owner} chosen={actions} onChange={setActions} />
        <Refused error={make.error} />
        <p className="actions">
          <button type="submit" className="button primary" disabled={make.isPending || actions.length === 0}>
            {d('keys.makeNow')}
          </button>
        </p>
        {make.data?.secret ? <Once title={d('secret.made_', { name: make.data.name })} value={make.data.secret} /> : null}
      </form>
    </section>
  );
}

function Actions({ owner, chosen, onChange }: { owner: KeyOwner; chosen: string[]; onChange: (chosen: string[]) => void }) {
  const d = useDeskWords();
  const groups = useGroups(owner);
  return (
    <fieldset className="methods permissions">
      <legend>{d('keys.actions')}</legend>
      <p className="quiet whole">{d('keys.actionsHint')}</p>
      {groups.map((group) => {
        const codes = group.permissions.map((one) => one.permission);
        const others = chosen.filter((one) => !codes.includes(one));
        const all = codes.every((one) => chosen.includes(one));
        return (
          <div key={group.name} role="group" aria-label={group.name}>
            <label className="tick all">
              <input
                type="checkbox"
                className="check"
                checked={all}
                onChange={() => onChange(all ? others : [...others, ...codes])}
              />
              <strong>{group.name}</strong>
            </label>
            {codes.map((code) => (
              <label key={code} className="tick">
                <input
                  type="checkbox"
                  className="check"
                  checked={chosen.includes(code)}
                  onChange={(event) =>
                    onChange(event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
                  }
                />
                <span>{d(`may|${code}`, { keySeparator: '|', defaultValue: code })}</span>
              </label>
            ))}
          </div>
        );
      })}
    </fieldset>
  );
}
