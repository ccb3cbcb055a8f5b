import { useEffect, useRef } from 'react';
import { useDeskWords } from '../i18n';
import type { ProviderOwner } from './calls';

export interface Line {
  group: string;
  role: string;
}

const ROLES = ['VIEWER', 'BUYER', 'FINANCE', 'OPERATOR', 'OWNER'] as const;
const VENDOR_ROLES = ['AUDITOR', 'OPERATIONS', 'SALES', 'FINANCE', 'CATALOG', 'ADMINISTRATOR'] as const;

/** Which role the people of which group get. */
export function Mapping({ owner, lines, onChange }: { owner: ProviderOwner; lines: Line[]; onChange: (lines: Line[]) => void }) {
  const d = useDeskWords();
  const roles: readonly string[] = owner === null ? VENDOR_ROLES : ROLES;
  const name = (role: string) => d(owner === null ? `vendorRole.${role}` : `role.${role}`);
  const adds = useRef<HTMLButtonElement>(null);
  const fields = useRef<HTMLFieldSetElement>(null);
  const added = useRef(false);
  useEffect(() => {
    if (added.current) {
      added.current = false;
      [...(fields.current?.querySelectorAll('input') ?? [])].at(-1)?.focus();
    }
  });
  const set = (at: number, line: Line) => onChange(lines.map((one, index) => (index === at ? line : one)));
  return (
    <fieldset ref={fields} className="methods">
      <legend>{d('providers.mapping')}</legend>
      <p className="quiet whole">{d('providers.mappingHint')}</p>
      {lines.map((line, at) => (
        <div key={at} className="add-line whole">
          <label className="stacked">
            {d('providers.group')}
            <input
              className="field"
              maxLength={300}
              value={line.group}
              onChange={(event) => set(at, { ...line, group: event.target.value })}
            />
          </label>
          <label className="stacked">
            {d('providers.role')}
            <select className="field" value={line.role} onChange={(event) => set(at, { ...line, role: event.target.value })}>
              {roles.map((role) => (
                <option key={role} value={role}>
                  {name(role)}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className="button"
            aria-label={d('providers.removeLine', { group: line.group })}
            onClick={() => {
              onChange(lines.filter((_, index) => index !== at));
              // The button that had the focus is gone.
              adds.current?.focus();
            }}
          >
            {d('providers.remove')}
          </button>
        </div>
      ))}
      <p className="actions whole">
        <button
          ref={adds}
          type="button"
          className="button"
          onClick={() => {
            added.current = true;
            onChange([...lines, { group: '', role: roles[0] ?? '' }]);
          }}
        >
          {d('providers.addLine')}
        </button>
      </p>
    </fieldset>
  );
}
