import { useRemember } from '../parts/preferences.ts'
import { useTexts } from '../texts/app-texts.ts'
import { chooseTheme, themeOf, themes, useTheme } from '../theme/theme.ts'
import { IconButton } from '../ui/button.tsx'
import { MoonIcon, ScreenIcon, SunIcon } from '../ui/icons.tsx'
import { Menu, MenuItem, MenuSection } from '../ui/menu.tsx'

const icons = { system: ScreenIcon, light: SunIcon, dark: MoonIcon }

export function ThemeMenu() {
  const texts = useTexts().ui.theme
  const theme = useTheme()
  const remember = useRemember()
  const choose = (id: string) => {
    chooseTheme(themeOf(id))
    void remember({ theme: themeOf(id) })
  }
  const ThemeIcon = icons[theme]
  return (
    <Menu
      label={texts.label}
      trigger={
        <IconButton label={`${texts.label}: ${texts[theme]}`}>
          <ThemeIcon />
        </IconButton>
      }
    >
      <MenuSection value={theme} onChange={choose}>
        {themes.map((id) => {
          const Icon = icons[id]
          return <MenuItem key={id} id={id} label={texts[id]} icon={<Icon />} />
        })}
      </MenuSection>
    </Menu>
  )
}
