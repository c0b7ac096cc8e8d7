import { render } from 'preact'
import { App } from './app'
import { followLinks } from './router'

followLinks()
const page = document.getElementById('page')
if (page) {
  page.replaceChildren()
  render(<App />, page)
}
