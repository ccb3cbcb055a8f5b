import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { lookWho, may, signedIn } from '../api/access';
import { api, ProblemError, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Ask, Dialog, Once } from '../ui/Dialog';
import { When } from '../ui/format';
import { Refused } from '../ui/Shown';
import { orgKey } from './data';
import { RoleTicks, type Role } from './Roles';

type Member = Schemas['Member'];

/** The actions on one member: change roles, create a password link, remove. */
export function MemberActions({ organization, member }: { organization: string; member: Member }) {
  return (
    <span className="row-actions">
      {may('people.write', organization) ? <Change organization={organization} member={member} /> : null}
      {may('people.reset', organization) ? <Reset organization={organization} member={member} /> : null}
      {may('people.write', organization) ? <Remove organization={organization} member={member} /> : null}
    </span>
  );
}

export function isMe(member: Member): boolean {
  return signedIn()?.email === member.email;
}

function useLastOwner() {
  const d = useDeskWords();
  return (error: Error) => (error instanceof ProblemError && error.code === 'LAST_OWNER' ? d('member.lastOwner') : null);
}

function Change({ organization, member }: { organization: string; member: Member }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const lastOwner = useLastOwner();
  const [open, setOpen] = useState(false);
  const [roles, setRoles] = useState<Role[]>(member.roles as Role[]);
  const save = useMutation({
    mutationFn: () =>
      read(
        api.PUT('/v1/organizations/{organization}/people/{person}', {
          params: { path: { organization, person: member.person } },
          body: { roles },
        }),
      ),
    onSuccess: async () => {
      setOpen(false);
      if (isMe(member)) {
        await lookWho();
      }
      return queries.invalidateQueries({ queryKey: orgKey(organization) });
    },
  });
  const why = save.error ? lastOwner(save.error) : null;
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-label={d('member.changeOne', { name: member.name })}
        onClick={() => {
          setRoles(member.roles as Role[]);
          save.reset();
          setOpen(true);
        }}
      >
        {d('member.change')}
      </button>
      {open ? (
        <Dialog title={d('member.changeTitle', { name: member.name })} onClose={() => setOpen(false)}>
          <form
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              save.mutate();
            }}
          >
            <RoleTicks
              chosen={roles}
              onChange={(chosen) => {
                setRoles(chosen);
                save.reset();
              }}
            />
            {roles.length === 0 ? <p className="notice info">{d('member.needOne')}</p> : null}
            {why ? (
              <p className="notice bad" role="alert">
                {why}
              </p>
            ) : (
              <Refused error={save.error} />
            )}
            <p className="actions end">
              <button type="button" className="button" onClick={() => setOpen(false)}>
                {d('ask.cancel')}
              </button>
              <button type="submit" className="button primary" disabled={save.isPending || roles.length === 0}>
                {d('member.save')}
              </button>
            </p>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}

function Remove({ organization, member }: { organization: string; member: Member }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const lastOwner = useLastOwner();
  const remove = useMutation({
    mutationFn: () =>
      read(
        api.DELETE('/v1/organizations/{organization}/people/{person}', {
          params: { path: { organization, person: member.person } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }),
  });
  return (
    <Ask
      label={d('people.remove')}
      name={d('member.removeOne', { name: member.name })}
      title={d('member.removeTitle', { name: member.name })}
      mutation={remove}
      onYes={() => remove.mutateAsync()}
      explain={lastOwner}
    >
      <p>{d('member.removeText')}</p>
      {isMe(member) ? <p className="notice warn">{d('member.removeSelf')}</p> : null}
    </Ask>
  );
}

function Reset({ organization, member }: { organization: string; member: Member }) {
  const d = useDeskWords();
  const [open, setOpen] = useState(false);
  const reset = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/people/{person}/password-reset', {
          params: { path: { organization, person: member.person } },
        }),
      ),
  });
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-label={d('member.resetOne', { name: member.name })}
        onClick={() => {
          reset.reset();
          setOpen(true);
        }}
      >
        {d('member.reset')}
      </button>
      {open ? (
        <Dialog title={d('member.resetTitle', { name: member.name })} onClose={() => setOpen(false)}>
          {reset.data?.mailed ? (
            <p className="notice good" role="status">
              {d('people.mailed', { email: member.email })}
            </p>
          ) : reset.data?.link ? (
            <Once title={d('member.resetDone', { name: member.name })} value={reset.data.link}>
              <p>
                {d('member.works')} <When at={reset.data.expires_at} />
              </p>
            </Once>
          ) : (
            <p>{d('member.resetText')}</p>
          )}
          <Refused error={reset.error} />
          <p className="actions end">
            <button type="button" className="button" onClick={() => setOpen(false)}>
              {reset.data ? d('ask.close') : d('ask.cancel')}
            </button>
            {reset.data ? null : (
              <button type="button" className="button primary" disabled={reset.isPending} onClick={() => reset.mutate()}>
                {d('member.resetYes')}
              </button>
            )}
          </p>
        </Dialog>
      ) : null}
    </>
  );
}
