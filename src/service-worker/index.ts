/**
 * The service worker of the app: keeps the files of this build and the one page they need. How is in app-shell.ts; Kit
 * says which files there are.
 */
/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { keepAppShell } from './app-shell.ts';

keepAppShell(globalThis as unknown as ServiceWorkerGlobalScope, { files: [...build, ...files], version });
