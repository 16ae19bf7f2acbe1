-- Does everyone's menu offer the console as a desktop app, and where is a packaged one?
ALTER TABLE site_settings
  ADD COLUMN desktop_app boolean NOT NULL DEFAULT false,
  ADD COLUMN desktop_app_link text;
