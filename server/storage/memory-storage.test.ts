import { openMemoryStorage } from './memory-storage.ts';
import { storageContract } from './storage.contract.ts';

storageContract('memory', async () => openMemoryStorage());
