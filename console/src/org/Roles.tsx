import { useQuery } from '@tanstack/react-query';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Shown } from '../ui/Shown';

export type Role = Schemas['OrganizationRole'];

export const ROLES: Role[] = ['OWNER', 'BUYER', 'FINANCE', 'OPERATOR', 'VIEWER'];

/** Checkboxes for roles, each with a description. */
export function RoleTicks({ chosen, onChange }: { chosen: Role[]; onChange: (roles: Role[]) => void }) {
  const d = useDeskWords();
  return (
    <fieldset className="methods">
      <legend>{d('people.roles')}</legend>
      {ROLES.map((role) => (
        <label key={role} className="tick">
          <input
            type="checkbox"
            className="check"
            checked={chosen.includes(role)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, role] : chosen.filter((one) => one !== role))
            }
          />
          <span>
            <strong>{d(`role.${role}`)}</strong> <span className="quiet">{d(`roleText.${role}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The server's table of permissions: which role may do what in an organization. */
export function RoleTable() {
  const d = useDeskWords();
  const roles = useQuery({ queryKey: ['roles'], queryFn: () => read(api.GET('/v1/roles')), staleTime: Infinity });
  return (
    <details className="card fold">
      <summary>{d('member.table')}</summary>
      <Shown query={roles}>
        {(data) => (
          <div className="table-frame">
            <table className="matrix">
              <caption className="visually-hidden">{d('member.table')}</caption>
              <thead>
                <tr>
                  <th scope="col">{d('member.right')}</th>
                  {ROLES.map((role) => (
                    <th key={role} scope="col" className="mark">
                      {d(`role.${role}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {data.items
                  .filter((row) => row.organization.length > 0)
                  .map((row) => (
                    <tr key={row.permission}>
                      <th scope="row">{d(`may|${row.permission}`, { keySeparator: '|', defaultValue: row.text })}</th>
                      {ROLES.map((role) => (
                        <td
                          key={role}
                          className={row.organization.includes(role) ? 'mark may' : 'mark'}
                          data-title={d(`role.${role}`)}
                        >
                          {row.organization.includes(role) ? (
                            <span className="has">
                              <span aria-hidden="true">✓</span>
                              <span className="visually-hidden">{d('member.yes')}</span>
                            </span>
                          ) : (
                            <span className="has-not">
                              <span aria-hidden="true">–</span>
                              <span className="visually-hidden">{d('member.no')}</span>
                            </span>
                          )}
                        </td>
                      ))}
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        )}
      </Shown>
    </details>
  );
}
