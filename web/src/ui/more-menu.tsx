/** Menus under a `…`. */
import { MoreIcon } from './action-icons.tsx'
import { buttonClass } from './button-style.ts'
import { IconButton } from './button.tsx'
import { Menu, useMenu } from './menu.tsx'
import type { MenuListProps } from './menu.tsx'

/** Beside the actions of a page or of something on it. */
export function MoreMenu(list: MenuListProps) {
  return (
    <Menu
      {...list}
      trigger={
        <IconButton look="plain" label={list.label}>
          <MoreIcon />
        </IconButton>
      }
    />
  )
}

/**
 * At the end of a row. As light as a button can be, since a long list draws many of them while it is scrolled, and
 * without a tooltip, which would be half the work of drawing it.
 */
export function RowMenu(list: MenuListProps) {
  const menu = useMenu(list)
  return (
    <>
      <button
        type="button"
        {...menu.button}
        aria-label={list.label}
        className={rowButton}
        onPointerEnter={menu.prepare}
        onClick={() => menu.open('first')}
        onKeyDown={(event) => {
          if (menu.openByKey(event.key)) event.preventDefault()
        }}
      >
        <MoreIcon />
      </button>
      {menu.list}
    </>
  )
}

const rowButton = buttonClass({ look: 'quiet', compact: true, iconOnly: true })
