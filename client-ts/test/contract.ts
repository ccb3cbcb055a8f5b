/**
 * Compiles only while what the client sends and reads is in the contract: nothing of this runs.
 */
import type { components } from '../target/schema.js';
import type { AccessState, Surface } from '../dist/access.js';
import type { HoldBody, SettlingBody, UseBody } from '../dist/use.js';

type Contract = components['schemas'];
type Fits<Sent, Wanted> = Sent extends Wanted ? (keyof Sent extends keyof Wanted ? true : never) : never;
type Named<Answer, Names extends keyof Answer> = Names extends keyof Answer ? true : never;

export type Checked = [
  Fits<UseBody, Contract['UsesWanted']['uses'][number]>,
  Fits<HoldBody & { key: string }, Contract['HoldWanted']>,
  Fits<SettlingBody, Contract['CaptureWanted']>,
  Fits<Omit<SettlingBody, 'quantity'>, Contract['ReleaseWanted']>,
  Fits<Surface, Contract['Surface']>,
  Fits<Contract['Surface'], Surface>,
  Fits<Contract['AccessDecision'], AccessState>,
  Named<Contract['Access'], 'access' | 'reason' | 'at' | 'until' | 'available' | 'arrears' | 'item' | 'advice'>,
  Named<Contract['Used'], 'result' | 'resource' | 'available' | 'arrears' | 'late'>,
  Named<Contract['Held'], 'hold' | 'held' | 'available' | 'ends_at'>,
  Named<Contract['Settled'], 'available' | 'arrears'>,
  Named<Contract['Problem'], 'code' | 'detail' | 'title' | 'request_id'>,
  Named<Contract['UsesAnswered']['answers'][number], 'status' | 'answer' | 'problem' | 'retry_after_seconds'>,
];

export const checked: Checked = [true, true, true, true, true, true, true, true, true, true, true, true, true];
