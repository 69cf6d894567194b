import type { EdbbcliApi, ExportName } from '../../simulator/protocol/index.ts';
import type { ShimPlatform } from './wire.ts';

/** What a client says of itself in its first HELLO. */
export interface ClientFacts {
  /** Counts from 1 in each host. */
  readonly number: number;
  readonly platform: ShimPlatform;
  readonly processId: number;
  /** ANSI code page of the process, such as 1252; null when it was not told. */
  readonly codePage: number | null;
  /** null when it was not told. */
  readonly computerName: string | null;
}

interface CallFacts {
  readonly client: ClientFacts;
  readonly threadId: number;
  /** Milliseconds since 1970 UTC, with fractions. */
  readonly startedAt: number;
}

type CallOf<Name extends ExportName> = {
  readonly function: Name;
  /** As the agent passed them; a handle is the wire's, which no other context of the host has. */
  readonly arguments: Parameters<EdbbcliApi[Name]>;
};

/** A call that an agent made. */
export type BegunCall = CallFacts & { [Name in ExportName]: CallOf<Name> }[ExportName];

interface AnswerFacts {
  readonly endedAt: number;
  /** What a read handed over; valid only while the hook runs. null for every other function. */
  readonly data: Uint8Array | null;
  /** Why the host answered NOT_MODELLED instead of passing the call on; null when it passed it on. */
  readonly refusal: string | null;
}

/** A call with its answer. */
export type CompletedCall = CallFacts &
  AnswerFacts &
  { [Name in ExportName]: CallOf<Name> & { readonly result: ReturnType<EdbbcliApi[Name]> } }[ExportName];
