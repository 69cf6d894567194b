import { NodeStorage } from './nodeStorage.ts';

type FolderState = 'unfinished' | 'finished' | 'removed';

/** A folder of this computer that says which unfinished set is in it, so that somebody else can clear up after a crash. */
export class AnnouncingStorage extends NodeStorage {
  readonly #announce: (state: FolderState, path: string) => void;

  constructor(announce: (state: FolderState, path: string) => void) {
    super();
    this.#announce = announce;
  }

  override createFolder(path: string) {
    const created = super.createFolder(path);
    if (created.ok) this.#announce('unfinished', path);
    return created;
  }

  override renameFolder(from: string, to: string) {
    const renamed = super.renameFolder(from, to);
    if (renamed.ok) this.#announce('finished', to);
    return renamed;
  }

  override removeFolder(path: string) {
    const removed = super.removeFolder(path);
    if (removed.ok) this.#announce('removed', path);
    return removed;
  }
}
