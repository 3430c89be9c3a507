// Copies the icons that drawings use out of @mdi/js, which holds seven thousand.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import mdi from '@mdi/js';

/** Our name of an icon, and its name in Material Design Icons. */
const icons = {
  access: 'mdiAccountWrenchOutline',
  'access-point': 'mdiAccessPoint',
  analyser: 'mdiTestTube',
  application: 'mdiApplicationOutline',
  backup: 'mdiBackupRestore',
  broker: 'mdiMessageProcessingOutline',
  business: 'mdiOfficeBuildingOutline',
  camera: 'mdiCctv',
  cellular: 'mdiSignalCellular3',
  chart: 'mdiChartLine',
  check: 'mdiCheck',
  clock: 'mdiClockOutline',
  cloud: 'mdiCloudOutline',
  computer: 'mdiMonitor',
  controller: 'mdiExpansionCardVariant',
  database: 'mdiDatabaseOutline',
  diode: 'mdiArrowCollapseDown',
  document: 'mdiFileTreeOutline',
  drive: 'mdiEngine',
  'emergency-stop': 'mdiAlertOctagonOutline',
  energy: 'mdiMeterElectric',
  factory: 'mdiFactory',
  fan: 'mdiFan',
  files: 'mdiFolderNetworkOutline',
  fire: 'mdiFireAlert',
  firewall: 'mdiWallFire',
  flask: 'mdiFlaskOutline',
  gateway: 'mdiTransitConnectionVariant',
  gauge: 'mdiGauge',
  historian: 'mdiDatabaseClock',
  hmi: 'mdiMonitorDashboard',
  hvac: 'mdiHvac',
  identity: 'mdiAccountKeyOutline',
  key: 'mdiKeyOutline',
  laptop: 'mdiLaptop',
  mail: 'mdiEmailOutline',
  maintenance: 'mdiWrenchClock',
  malware: 'mdiShieldBugOutline',
  memory: 'mdiMemory',
  monitoring: 'mdiRadar',
  network: 'mdiLan',
  operator: 'mdiMonitorMultiple',
  organisation: 'mdiHandshakeOutline',
  patch: 'mdiUpdate',
  people: 'mdiAccountGroupOutline',
  pair: 'mdiContentDuplicate',
  person: 'mdiAccountOutline',
  phone: 'mdiCellphone',
  power: 'mdiLightningBoltOutline',
  printer: 'mdiPrinterOutline',
  pump: 'mdiPump',
  remote: 'mdiRemoteDesktop',
  robot: 'mdiRobotIndustrial',
  router: 'mdiRouterNetwork',
  safety: 'mdiShieldCheckOutline',
  scale: 'mdiScale',
  scanner: 'mdiBarcodeScan',
  server: 'mdiServer',
  storage: 'mdiArchiveOutline',
  switch: 'mdiSwitch',
  system: 'mdiCubeOutline',
  tank: 'mdiStorageTank',
  thermometer: 'mdiThermometerLines',
  truck: 'mdiTruckOutline',
  tunnel: 'mdiTunnelOutline',
  turbine: 'mdiTurbine',
  tune: 'mdiTune',
  valve: 'mdiPipeValve',
  vibration: 'mdiVibrate',
  virtual: 'mdiLayersTripleOutline',
  web: 'mdiWeb',
};

/** The text of `packages/drawing/src/generated/icons.ts`. */
export function iconsModule() {
  const lines = Object.entries(icons).map(([name, id]) => {
    const path = mdi[id];
    if (path === undefined) throw new Error(`@mdi/js has no icon ${id}.`);
    return `  '${name}': '${path}',`;
  });
  return `// Generated from @mdi/js by \`npm run generate\`. Do not edit.
// Material Design Icons, (c) Austin Andrews and contributors, Apache License 2.0.

/** The outline of each icon, as an SVG path in a box of 24 by 24. */
export const icons = {
${lines.join('\n')}
} as const;

export type IconName = keyof typeof icons;
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync('packages/drawing/src/generated/icons.ts', iconsModule());
