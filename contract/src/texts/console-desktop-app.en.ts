/** How the console is installed as an app of its own, where the browser does not ask by itself. */
export const consoleDesktopAppEn = {
  title: 'Install Berth as an app',
  text: 'It opens in a window of its own, with its own icon. What runs on the server is the same.',
  byHand: 'Your browser installs it from its own menu:',
  ways: {
    chromium: 'Chrome and Edge: the icon at the end of the address bar, or “Install” in the menu.',
    safari: 'Safari: “Add to Dock” in the File menu; on iPhone and iPad “Add to Home Screen” under Share.',
    android: 'Android: “Add to home screen” in the menu.',
    firefox: 'Firefox on a computer cannot install apps. Open this page in another browser to install it.',
  },
  needsHttps: 'Browsers install only what comes over https. This page does not: ask your administrator.',
}
